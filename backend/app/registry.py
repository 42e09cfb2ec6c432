"""Everything this server can record: one line for each capability. Adding one touches nothing in intake."""

from backend.app import (
    registry_devices,
    registry_equipment,
    registry_inspection,
    registry_intake,
    registry_items,
    registry_label_jobs,
    registry_label_templates,
    registry_material,
    registry_nonconformance,
    registry_people,
    registry_production,
    registry_receiving,
    registry_shipping,
    registry_suppliers,
    registry_warehouse,
)
from backend.log.registry import Registry


def build_registry() -> Registry:
    """Return the registry of every capability, bottom to top."""
    return Registry(
        (
            registry_people.CAPABILITY,
            registry_devices.CAPABILITY,
            registry_items.CAPABILITY,
            registry_material.CAPABILITY,
            registry_nonconformance.CAPABILITY,
            registry_equipment.CAPABILITY,
            registry_suppliers.CAPABILITY,
            registry_receiving.CAPABILITY,
            registry_inspection.CAPABILITY,
            registry_warehouse.CAPABILITY,
            registry_shipping.CAPABILITY,
            registry_production.CAPABILITY,
            registry_label_jobs.CAPABILITY,
            registry_label_templates.CAPABILITY,
            registry_intake.CAPABILITY,
        )
    )
