// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
