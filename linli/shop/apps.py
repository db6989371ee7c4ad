from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "linli.shop"
