"""Imports every folder's tables, so that the metadata is whole for migrations and for the test that compares them."""

import importlib
import importlib.util
import pkgutil

import backend

MODULES = tuple(
    importlib.import_module(f"backend.{folder.name}.tables")
    for folder in pkgutil.iter_modules(backend.__path__)
    if folder.ispkg and importlib.util.find_spec(f"backend.{folder.name}.tables") is not None
)
