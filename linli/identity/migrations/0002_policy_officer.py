from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_identity"),
        ("places", "0001_places"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="roleheld",
            name="role_known",
        ),
        migrations.AddConstraint(
            model_name="roleheld",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        (
                            "administrator",
                            "grid_worker",
                            "social_worker",
                            "supervisor",
                            "committee_member",
                            "cashier",
                            "holder_accountant",
                            "policy_officer",
                            "auditor",
                        ),
                    )
                ),
                name="role_known",
            ),
        ),
    ]
