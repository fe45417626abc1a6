using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Quantities;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>The quality of service of a pod, by what its containers ask for and are bounded by.</summary>
internal static class PodQuality
{
    private static readonly string[] Counted = ["cpu", "memory"];

    public static string Of(JsonObject spec)
    {
        var owners = spec.Map("resources") is { Count: > 0 }
            ? [spec]
            : KindRules.Items(spec, "containers").Concat(KindRules.Items(spec, "initContainers")).ToArray();
        var (any, guaranteed) = (false, true);
        foreach (var owner in owners)
        {
            var (requests, limits) = (owner.Map("resources")?.Map("requests"), owner.Map("resources")?.Map("limits"));
            foreach (var name in Counted)
            {
                var (request, limit) = (Amount(requests, name), Amount(limits, name));
                any |= request is not null || limit is not null;
                guaranteed &= limit is not null && (request is null || request == limit);
            }
        }

        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    // Zero is as good as nothing.
    private static Quantity? Amount(JsonObject? amounts, string name) =>
        Quantity.TryParse(amounts?.Text(name) ?? "", out var quantity) && quantity > default(Quantity) ? quantity : null;
}
