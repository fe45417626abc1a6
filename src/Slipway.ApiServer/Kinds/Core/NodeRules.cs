using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Nodes: taints, and a provider ID that is given once.</summary>
internal sealed class NodeRules : WalkedRules
{
    // A kubelet registers its Node and what it found out about the machine in one request.
    public override bool KeepsStatusOnCreate => true;

    public override void Default(JsonObject obj)
    {
        if (obj.Map("status") is { } status && status.Map("capacity") is { } capacity)
        {
            status.Default("allocatable", capacity.DeepClone());
        }
    }

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        CheckProvider(check, obj, old);

        // Upstream tells of taints as if they were metadata.
        using (check.In("metadata"))
        {
            CheckTaints(check, obj.Map("spec")!);
        }

        CheckRanges(check, obj.Map("spec")!, old?.Map("spec"));
    }

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old) => CheckProvider(check, obj, old);

    private static void CheckProvider(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var before = old?.Map("spec")?.Text("providerID") ?? "";
        if (before.Length > 0 && obj.Map("spec")?.Text("providerID") != before)
        {
            check.Forbidden("spec.providerID", "node updates may not change providerID except from \"\" to valid");
        }
    }

    private static void CheckRanges(FieldChecker check, JsonObject spec, JsonObject? old)
    {
        var ranges = spec.List("podCIDRs");
        if (old?.List("podCIDRs") is { Count: > 0 } before)
        {
            if (!JsonNode.DeepEquals(ranges, before))
            {
                check.Forbidden("spec.podCIDRs", "node updates may not change podCIDR except from \"\" to valid");
            }

            return;
        }

        for (var i = 0; i < (ranges?.Count ?? 0); i++)
        {
            using (check.In("spec"))
            using (check.In("podCIDRs", i))
            {
                check.Network("", ranges![i]?.ToString() ?? "", out _, out _);
            }
        }

        var families = spec.Texts("podCIDRs").Select(r => Addresses.TryParseNetwork(r, out var a, out _) ? Addresses.IsIpv4(a) : (bool?)null).ToArray();
        if (families.Length > 2 || (families is [{ } one, { } other] && one == other))
        {
            check.Invalid("spec.podCIDRs", ranges, "may specify no more than one CIDR for each IP family");
        }
    }

    private static void CheckTaints(FieldChecker check, JsonObject spec)
    {
        HashSet<(string Key, string Effect)>? seen = null;
        foreach (var taint in check.Each(spec, "taints"))
        {
            check.LabelKey("key", taint.Text("key"));
            if (LabelSyntax.ValueError(taint.Text("value")) is { } error)
            {
                check.Invalid("value", taint.Text("value"), error);
            }

            check.NeedOneOf(taint, "effect", SchedulingChecks.Effects);
            if (!(seen ??= []).Add((taint.Text("key"), taint.Text("effect"))))
            {
                check.AddAll([FieldError.Duplicate(check.PathOf(""), null) with
                {
                    Shown = $"{{\"Key\":{GoText.Quote(taint.Text("key"))},\"Value\":{GoText.Quote(taint.Text("value"))},"
                        + $"\"Effect\":{GoText.Quote(taint.Text("effect"))},\"TimeAdded\":null}}",
                    Detail = "taints must be unique by key and effect pair",
                }]);
            }
        }
    }
}
