using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Formats;

namespace Slipway.Core.Machines.Phases;

/// <summary>A Node's taints as its Machine wants them; those of others stay.</summary>
internal sealed class NodeTaintList
{
    private readonly IList<V1Taint> _current;
    private readonly List<V1Taint> _wanted;

    private NodeTaintList(IList<V1Taint> current, List<V1Taint> wanted, string? tracked)
    {
        _current = current;
        _wanted = wanted;
        Tracked = tracked;
    }

    /// <summary>What the tracking annotation is to say: the taints that are kept on the Node; null when none is followed.</summary>
    public string? Tracked { get; }

    public bool IsChanged => !_wanted.SequenceEqual(_current);

    public static NodeTaintList Of(V1Node node, NodeMetadata metadata)
    {
        var current = node.Spec?.Taints ?? [];
        var wanted = current.Where(t => t.Key is not (NodeTaints.Uninitialized or NodeTaints.OutdatedRevision)).ToList();
        var tracked = metadata.Taints is { } taints ? Follow(node, wanted, taints) : null;
        if (metadata.Outdated)
        {
            wanted.Add(current.FirstOrDefault(t => t.Key == NodeTaints.OutdatedRevision)
                ?? new V1Taint { Key = NodeTaints.OutdatedRevision, Effect = TaintEffect.PreferNoSchedule });
        }

        // The order of those that stay says nothing.
        return new NodeTaintList(current, current.Count == wanted.Count && current.All(wanted.Contains) ? [.. current] : wanted, tracked);
    }

    public JsonArray ToJson() => new([.. _wanted.Select(ToJson)]);

    /// <summary>Adds the Machine's taints and drops those that it no longer keeps there; tells which it does keep.</summary>
    private static string Follow(V1Node node, List<V1Taint> wanted, IReadOnlyList<MachineTaint> taints)
    {
        // The annotation's being there says that the taints of the first time have been set.
        string? before = null;
        var initialized = node.Metadata.Annotations?.TryGetValue(ClusterAnnotations.NodeTaintsFromMachine, out before) == true;
        var named = taints.Select(Name).ToHashSet(StringComparer.Ordinal);
        var dropped = (before ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        dropped.ExceptWith(named);
        wanted.RemoveAll(t => dropped.Contains($"{t.Key}:{t.Effect}"));
        foreach (var taint in taints.Where(t => t.Propagation == TaintPropagation.Always || !initialized))
        {
            var at = wanted.FindIndex(t => t.Key == taint.Key && t.Effect == taint.Effect);
            if (at < 0)
            {
                wanted.Add(ToTaint(taint));
            }
            else if ((wanted[at].Value ?? "") != (taint.Value ?? ""))
            {
                wanted[at] = ToTaint(taint);
            }
        }

        return string.Join(',', taints.Where(t => t.Propagation == TaintPropagation.Always).Select(Name).Order(StringComparer.Ordinal));
    }

    private static string Name(MachineTaint taint) => $"{taint.Key}:{taint.Effect}";

    private static V1Taint ToTaint(MachineTaint taint) => new() { Key = taint.Key, Value = taint.Value, Effect = taint.Effect };

    /// <summary>A taint as a Node's list has it.</summary>
    public static JsonObject ToJson(V1Taint taint)
    {
        var json = new JsonObject { ["key"] = taint.Key, ["effect"] = taint.Effect };
        if (taint.Value is { } value)
        {
            json["value"] = value;
        }

        if (taint.TimeAdded is { } added)
        {
            json["timeAdded"] = KubeTime.Format(added);
        }

        return json;
    }
}
