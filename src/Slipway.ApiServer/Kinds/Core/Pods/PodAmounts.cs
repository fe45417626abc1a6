using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Quantities;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>What containers ask for or are bounded by, alone and together.</summary>
internal static class PodAmounts
{
    /// <summary>What one owner of <c>resources</c> says.</summary>
    /// <param name="owner">A container, a pod's or a claim's specification.</param>
    /// <param name="field"><c>requests</c> or <c>limits</c>.</param>
    public static Dictionary<string, Quantity> Of(JsonObject owner, string field)
    {
        var amounts = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (name, text) in owner.Map("resources")?.Map(field) ?? [])
        {
            if (Quantity.TryParse(text?.ToString() ?? "", out var amount))
            {
                amounts[name] = amount;
            }
        }

        return amounts;
    }

    /// <summary>
    /// What a pod needs at one time: its containers together, or an init container with the sidecars that started before it, if that is
    /// more; of CPU and memory what the pod says for itself.
    /// </summary>
    public static Dictionary<string, Quantity> OfPod(JsonObject spec, string field)
    {
        var (all, sidecars) = (new Dictionary<string, Quantity>(StringComparer.Ordinal), new Dictionary<string, Quantity>(StringComparer.Ordinal));
        var highest = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var container in KindRules.Items(spec, "containers"))
        {
            Add(all, Of(container, field));
        }

        foreach (var container in KindRules.Items(spec, "initContainers"))
        {
            var own = Of(container, field);
            if (container.Text("restartPolicy") == "Always")
            {
                Add(all, own);
                Add(sidecars, own);
                own = sidecars;
            }
            else
            {
                Add(own, sidecars);
            }

            Raise(highest, own);
        }

        Raise(all, highest);
        foreach (var (name, amount) in Of(spec, field).Where(a => a.Key is "cpu" or "memory"))
        {
            all[name] = amount;
        }

        return all;
    }

    private static void Add(Dictionary<string, Quantity> sums, Dictionary<string, Quantity> amounts)
    {
        foreach (var (name, amount) in amounts)
        {
            sums[name] = sums.TryGetValue(name, out var sum) ? sum + amount : amount;
        }
    }

    private static void Raise(Dictionary<string, Quantity> highest, Dictionary<string, Quantity> amounts)
    {
        foreach (var (name, amount) in amounts)
        {
            if (!highest.TryGetValue(name, out var other) || amount > other)
            {
                highest[name] = amount;
            }
        }
    }
}
