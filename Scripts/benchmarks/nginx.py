# SPDX-License-Identifier: GPL-3.0-or-later
"""nginx with PUT, on a folder of its own."""

import os
import socket
import time

from . import tools
from .problem import Problem
from .programs import Program
from .site import free_port

# /nothing takes a body and throws it away: what the load generator can do at the most.
CONFIGURATION = """
daemon off;
{user}
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log error;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    client_max_body_size 10m;
    keepalive_requests 100000000;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            root {folder}/root;
            dav_methods PUT;
        }}
        location /nothing {{ return 204; }}
    }}
}}
"""


class Nginx:
    def __init__(self, folder):
        self.folder = folder
        self.root = folder / "root"
        self.port = free_port()
        self.program = None

    def __enter__(self):
        self.root.mkdir()
        user = "user root;" if os.geteuid() == 0 else ""
        configuration = self.folder / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(folder=self.folder, port=self.port, user=user))
        command = [tools.path("nginx"), "-p", self.folder, "-c", configuration, "-e", self.folder / "error.log"]
        self.program = Program(command, self.folder / "nginx.log").start()
        self.wait()
        return self

    def __exit__(self, *_):
        self.program.stop()

    def wait(self):
        end = time.monotonic() + 10
        while time.monotonic() < end:
            self.program.require_life()
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise Problem("nginx does not listen after 10 s")
