"""The routes about labels, with what they work with."""

from litestar import Router
from litestar.di import Provide

from backend.app.guards import Gate, provide_caller
from backend.app.printing.press import Shop
from backend.app.printing.routes import show_printer_status
from backend.app.running import Running
from backend.labeling.routes.equipment import preview_tag, print_tag
from backend.labeling.routes.job_archive import print_job_pictures
from backend.labeling.routes.job_files import FILE_ROUTES
from backend.labeling.routes.jobs import JobDesk, preview_job_label, show_job_labels
from backend.labeling.routes.lots import LabelDesk, preview_lot_label, print_lot_label
from backend.labeling.routes.templates import list_subjects, list_templates, list_words, preview_template, show_template


def label_router(server: Running, gate: Gate) -> Router:
    """Return the routes that read labels and templates."""
    labels = LabelDesk(server.pool, server.clock)

    def label_desk() -> LabelDesk:
        return labels

    jobs = JobDesk(server.pool)

    def job_desk() -> JobDesk:
        return jobs

    def shop() -> Shop:
        return server.print_room.shop

    return Router(
        "/",
        route_handlers=[
            preview_lot_label,
            print_lot_label,
            preview_tag,
            print_tag,
            list_templates,
            show_template,
            list_subjects,
            list_words,
            preview_template,
            preview_job_label,
            show_job_labels,
            *FILE_ROUTES,
            print_job_pictures,
            show_printer_status,
        ],
        dependencies={
            "caller": Provide(provide_caller),
            "labels": Provide(label_desk, sync_to_thread=False),
            "label_jobs": Provide(job_desk, sync_to_thread=False),
            "shop": Provide(shop, sync_to_thread=False),
        },
        guards=[gate.device],
    )
