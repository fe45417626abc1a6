using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;

namespace Slipway.ApiServer.Kinds.Batch;

/// <summary>What a Job's specification must say, in a Job and in a CronJob's template.</summary>
internal static class JobChecks
{
    private const string Indexed = "Indexed";
    private const long MaxParallelism = 100_000;

    private static readonly string[] Numbers =
        ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes"];

    private static readonly string[] CompletionModes = ["NonIndexed", Indexed];
    private static readonly string[] Replacements = ["Failed", "TerminatingOrFailed"];
    private static readonly string[] OnlyIndexed = ["backoffLimitPerIndex", "maxFailedIndexes"];

    /// <summary>Checks a specification; the walk stands in it.</summary>
    public static void Check(FieldChecker check, JsonObject spec)
    {
        foreach (var field in Numbers)
        {
            check.NonNegative(spec, field);
        }

        if (spec.ContainsKey("maxFailedIndexes") && !spec.ContainsKey("backoffLimitPerIndex"))
        {
            check.Required("backoffLimitPerIndex", "when maxFailedIndexes is specified");
        }

        check.OneOf(spec, "completionMode", CompletionModes);
        CheckMode(check, spec);
        var hasPolicy = spec.ContainsKey("podFailurePolicy");
        check.OneOf(spec, "podReplacementPolicy", hasPolicy ? Replacements[..1] : Replacements);
        PodSpecChecks.CheckTemplate(check, spec, "template");
        CheckRestart(check, spec.Map("template")?.Map("spec")?.Text("restartPolicy") ?? "", hasPolicy);
    }

    private static void CheckMode(FieldChecker check, JsonObject spec)
    {
        if (spec.Text("completionMode") == Indexed)
        {
            if (spec.Integer("completions") is null)
            {
                check.Required("completions", $"when completion mode is {Indexed}");
            }

            if (spec.Integer("parallelism") is > MaxParallelism and var parallelism)
            {
                check.Invalid("parallelism", parallelism, $"must be less than or equal to {MaxParallelism} when completion mode is {Indexed}");
            }

            if (spec.Integer("completions") is { } completions && spec.Integer("maxFailedIndexes") is { } failed && failed > completions)
            {
                check.Invalid("maxFailedIndexes", failed, "must be less than or equal to completions");
            }

            return;
        }

        foreach (var field in spec.Text("completionMode") is "NonIndexed" or "" ? OnlyIndexed : [])
        {
            if (spec.Integer(field) is { } number)
            {
                check.Invalid(field, number, "requires indexed completion mode");
            }
        }
    }

    private static void CheckRestart(FieldChecker check, string policy, bool hasFailurePolicy)
    {
        const string Field = "template.spec.restartPolicy";
        if (policy is "Always" or "")
        {
            check.Required(Field, "valid values: \"OnFailure\", \"Never\"");
        }
        else if (policy is not ("OnFailure" or "Never"))
        {
            check.NotSupported(Field, policy, "OnFailure", "Never");
        }
        else if (hasFailurePolicy && policy != "Never")
        {
            check.Invalid(Field, policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
    }
}
