// SPDX-License-Identifier: GPL-3.0-or-later

import CPoppler

/// A field of a form, which poppler keeps.
@safe
struct FormField {
    /// Choices looked at.
    private static let choiceLimit: Int32 = 10_000
    /// As `☑ yes` reads.
    private static let checkMark = "☑"
    private static let radioMark = "◉"

    let pointer: OpaquePointer?

    init(pointer: OpaquePointer?) { unsafe self.pointer = pointer }

    /// What is filled in; nil where that is nothing, or nothing for others to read.
    var text: String? {
        guard unsafe pointer != nil else { return nil }
        return switch unsafe poppler_form_field_get_field_type(pointer) {
        case POPPLER_FORM_FIELD_TEXT: typed
        case POPPLER_FORM_FIELD_CHOICE: chosen
        case POPPLER_FORM_FIELD_BUTTON: mark
        default: nil
        }
    }

    private var typed: String? {
        guard unsafe poppler_form_field_text_is_password(pointer) == 0 else { return nil }
        return unsafe String(adopting: poppler_form_field_text_get_text(pointer))
    }

    /// One line for each choice, or the words typed in place of one.
    private var chosen: String? {
        if unsafe poppler_form_field_choice_is_editable(pointer) != 0 {
            let text = unsafe String(adopting: poppler_form_field_choice_get_text(pointer))
            if let text { return text }
        }
        let count = unsafe min(poppler_form_field_choice_get_n_items(pointer), Self.choiceLimit)
        let items = (0..<max(0, count)).compactMap { index -> String? in
            guard unsafe poppler_form_field_choice_is_item_selected(pointer, index) != 0 else { return nil }
            return unsafe String(adopting: poppler_form_field_choice_get_item(pointer, index))
        }
        return items.isEmpty ? nil : items.joined(separator: "\n")
    }

    /// An empty box says nothing that its label doesn't.
    private var mark: String? {
        let kind = unsafe poppler_form_field_button_get_button_type(pointer)
        guard kind != POPPLER_FORM_BUTTON_PUSH, unsafe poppler_form_field_button_get_state(pointer) != 0 else {
            return nil
        }
        return kind == POPPLER_FORM_BUTTON_RADIO ? Self.radioMark : Self.checkMark
    }
}
