using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Storage;

/// <summary>CSIDrivers. They count changes, but a new one has no generation yet.</summary>
internal sealed class CsiDriverRules : CheckedRules
{
    private const long ShortestToken = 600;
    private const long LongestToken = 1L << 32;
    private const long ShortestPeriod = 10;

    private static readonly string[] Modes = ["Persistent", "Ephemeral"];
    private static readonly string[] GroupPolicies = ["File", "None", "ReadWriteOnceWithFSType"];
    private static readonly string[] Counted =
        ["podInfoOnMount", "tokenRequests", "requiresRepublish", "seLinuxMount", "fsGroupPolicy", "storageCapacity", "nodeAllocatableUpdatePeriodSeconds"];

    public override bool AllowsUnconditionalUpdate => false;

    public override bool ReturnsDeletedObject => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        spec.Default("attachRequired", true);
        spec.Default("fsGroupPolicy", "ReadWriteOnceWithFSType");
        foreach (var flag in (ReadOnlySpan<string>)["podInfoOnMount", "requiresRepublish", "seLinuxMount", "storageCapacity"])
        {
            spec.Default(flag, false);
        }

        if (spec.List("volumeLifecycleModes") is not { Count: > 0 })
        {
            spec["volumeLifecycleModes"] = new JsonArray("Persistent");
        }
    }

    public override void PrepareUpdate(JsonObject obj, JsonObject old)
    {
        var (now, before) = (obj.Map("spec") ?? [], old.Map("spec") ?? []);
        if (Array.Exists(Counted, f => !JsonNode.DeepEquals(now[f], before[f])))
        {
            obj.Ensure("metadata")["generation"] = (old.Map("metadata")!.Integer("generation") ?? 0) + 1;
        }
    }

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        using var _ = check.In("spec");
        check.OneOf(spec, "fsGroupPolicy", GroupPolicies);
        CheckTokens(check, spec);
        foreach (var mode in spec.Texts("volumeLifecycleModes").Where(m => !Modes.Contains(m)))
        {
            check.NotSupported("volumeLifecycleModes", mode, Modes);
        }

        if (spec.Integer("nodeAllocatableUpdatePeriodSeconds") is < ShortestPeriod and var period)
        {
            check.Invalid("nodeAllocatableUpdatePeriodSeconds", period, $"must be greater than or equal to {ShortestPeriod} seconds");
        }

        if (spec["serviceAccountTokenInSecrets"] is { } inSecrets && spec.List("tokenRequests") is not { Count: > 0 })
        {
            check.Invalid(
                "serviceAccountTokenInSecrets", inSecrets, "serviceAccountTokenInSecrets is set but no tokenRequests are specified");
        }
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        var (now, before) = (obj.Map("spec")!, old.Map("spec")!);
        using var _ = check.In("spec");
        if (!JsonNode.DeepEquals(now["attachRequired"], before["attachRequired"]))
        {
            // The field's name in this path is misspelt upstream.
            check.Invalid("attachedRequired", now["attachRequired"], CommonChecks.Immutable);
        }

        check.Unchanged(now, before, "volumeLifecycleModes");
    }

    private static void CheckTokens(FieldChecker check, JsonObject spec)
    {
        var audiences = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in check.Each(spec, "tokenRequests"))
        {
            if (!audiences.Add(request.Text("audience")))
            {
                check.Duplicate("audience", request.Text("audience"));
                continue;
            }

            switch (request.Integer("expirationSeconds"))
            {
                case < ShortestToken and var seconds:
                    check.Invalid("expirationSeconds", seconds, "may not specify a duration less than 10 minutes");
                    break;
                case > LongestToken and var seconds:
                    check.Invalid("expirationSeconds", seconds, "may not specify a duration larger than 2^32 seconds");
                    break;
                default:
                    break;
            }
        }
    }
}
