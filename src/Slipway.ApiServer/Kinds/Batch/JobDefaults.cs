using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Core;

namespace Slipway.ApiServer.Kinds.Batch;

/// <summary>The defaults of a Job's specification that depend on other fields.</summary>
internal static class JobDefaults
{
    /// <summary>What a Job gets; a CronJob's template gets the pod's part only.</summary>
    public static void Apply(JsonObject spec)
    {
        if (spec["completions"] is null && spec["parallelism"] is null)
        {
            spec["completions"] = 1;
        }

        spec.Default("parallelism", 1);
        spec.Default("backoffLimit", spec.ContainsKey("backoffLimitPerIndex") ? int.MaxValue : 6);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.Default("podReplacementPolicy", spec.ContainsKey("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
        spec.Default("manualSelector", false);
    }

    public static void ApplyToTemplate(JsonObject spec) => PodDefaults.Apply(spec.Ensure("template").Ensure("spec"));
}
