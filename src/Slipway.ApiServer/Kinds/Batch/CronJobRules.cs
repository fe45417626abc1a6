using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Batch;

/// <summary>CronJobs.</summary>
internal sealed class CronJobRules : WalkedRules
{
    // Room for what a Job's name gets appended.
    private const int MaxName = 52;

    private static readonly string[] Policies = ["Allow", "Forbid", "Replace"];

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj) =>
        JobDefaults.ApplyToTemplate(obj.Ensure("spec").Ensure("jobTemplate").Ensure("spec"));

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            CheckSchedule(check, spec, old?.Map("spec"));
            check.NonNegative(spec, "startingDeadlineSeconds");
            if (spec.ContainsKey("timeZone") && spec.Text("timeZone") != old?.Map("spec")?.Text("timeZone"))
            {
                CheckZone(check, spec.Text("timeZone"));
            }

            check.NeedOneOf(spec, "concurrencyPolicy", Policies);
            CheckTemplate(check, spec.Map("jobTemplate")!);
            check.NonNegative(spec, "successfulJobsHistoryLimit");
            check.NonNegative(spec, "failedJobsHistoryLimit");
        }

        if (old is null && obj.Map("metadata")!.Text("name") is { Length: > MaxName } name)
        {
            check.Invalid("metadata.name", name, $"must be no more than {MaxName} characters");
        }
    }

    private static void CheckSchedule(FieldChecker check, JsonObject spec, JsonObject? old)
    {
        if (!check.Need(spec, "schedule"))
        {
            return;
        }

        var schedule = spec.Text("schedule");
        if (CronSyntax.Error(schedule) is { } error)
        {
            check.Invalid("schedule", schedule, error);
        }

        if (schedule.Contains("TZ", StringComparison.Ordinal))
        {
            if (old?.Text("schedule").Contains("TZ", StringComparison.Ordinal) != true)
            {
                check.Invalid("schedule", schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
            }
            else if (spec.ContainsKey("timeZone"))
            {
                check.Invalid("schedule", schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule");
            }
        }
    }

    private static void CheckZone(FieldChecker check, string zone)
    {
        if (zone.Length == 0)
        {
            check.Invalid("timeZone", zone, "timeZone must be nil or non-empty string");
        }
        else if (zone.Equals("local", StringComparison.OrdinalIgnoreCase))
        {
            check.Invalid("timeZone", zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        }
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            check.Invalid("timeZone", zone, $"unknown time zone {zone}");
        }
    }

    private static void CheckTemplate(FieldChecker check, JsonObject template)
    {
        var spec = template.Map("spec")!;
        using (check.In("jobTemplate"))
        using (check.In("spec"))
        {
            JobChecks.Check(check, spec);
            if (spec.Map("selector") is { } selector)
            {
                check.Shown("selector", selector, "`selector` will be auto-generated");
            }

            if (spec.IsTrue("manualSelector"))
            {
                check.NotSupported("manualSelector", true, "nil", "false");
            }
        }
    }
}
