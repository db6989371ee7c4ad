import linli.kernel.opening
import linli.kernel.sealed
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0002_hand_over"),
    ]

    operations = [
        linli.kernel.opening.RebuildRoom(
            steps=[
                migrations.AddField(
                    model_name="reminder",
                    name="reached",
                    field=models.BooleanField(null=True),
                ),
                migrations.AddField(
                    model_name="reminder",
                    name="said",
                    field=linli.kernel.sealed.SealedField(null=True),
                ),
            ],
        ),
    ]
