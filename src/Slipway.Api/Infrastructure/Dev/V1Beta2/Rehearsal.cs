using System.Collections.Immutable;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>
/// A failure that a DevMachine in memory is told to rehearse, by annotations: what the machine of a cloud does on its own on a bad day.
/// It lasts as long as the annotations do.
/// </summary>
public sealed record Rehearsal
{
    /// <summary>What the names of all these annotations begin with.</summary>
    public const string Prefix = "rehearse.slipway.dev/";

    /// <summary>The virtual machine: <c>Gone</c>. Its etcd and API server end, and its Node falls silent.</summary>
    public const string VmAnnotation = Prefix + "vm";

    /// <summary>The Node: <c>NotReady</c>, as its kubelet says, or <c>Unknown</c>, as is said of a kubelet that is silent.</summary>
    public const string NodeAnnotation = Prefix + "node";

    /// <summary>Components of a control plane machine whose containers crash again and again, with commas between their names.</summary>
    public const string ComponentsAnnotation = Prefix + "components";

    /// <summary>The alarm that the machine's etcd member raises: <c>NOSPACE</c> or <c>CORRUPT</c>.</summary>
    public const string EtcdAlarmAnnotation = Prefix + "etcd-alarm";

    /// <summary>The component of etcd.</summary>
    public const string Etcd = "etcd";

    /// <summary>The component of the API server.</summary>
    public const string ApiServer = "kube-apiserver";

    private const string Gone = "Gone";
    private static readonly ImmutableArray<string> Nodes = ["NotReady", "Unknown"];
    private static readonly ImmutableArray<string> AllComponents = [Etcd, ApiServer, "kube-controller-manager", "kube-scheduler"];
    private static readonly ImmutableArray<string> Alarms = ["NOSPACE", "CORRUPT"];

    /// <summary>Nothing is rehearsed.</summary>
    public static Rehearsal None { get; } = new();

    /// <summary>Whether the virtual machine is gone.</summary>
    public bool IsGone { get; private init; }

    /// <summary>The status that the Node's condition Ready is to have; null for True.</summary>
    public string? NodeReady { get; private init; }

    /// <summary>The components that crash.</summary>
    public ImmutableArray<string> Components { get; private init; } = [];

    /// <summary>The alarm of the etcd member; null for none.</summary>
    public string? EtcdAlarm { get; private init; }

    /// <summary>All of it in one line, the same for the same failures; empty for none.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Reads it from a DevMachine's annotations; what is not known is left out.</summary>
    public static Rehearsal Of(IDictionary<string, string>? annotations)
    {
        var own = Own(annotations);
        if (own.IsEmpty)
        {
            return None;
        }

        var isGone = own.GetValueOrDefault(VmAnnotation) == Gone;
        return new()
        {
            IsGone = isGone,
            NodeReady = isGone ? "Unknown" : own.GetValueOrDefault(NodeAnnotation) switch
            {
                "NotReady" => "False",
                "Unknown" => "Unknown",
                _ => null,
            },
            Components = [.. Split(own.GetValueOrDefault(ComponentsAnnotation, "")).Where(AllComponents.Contains)],
            EtcdAlarm = Alarms.FirstOrDefault(a => a == own.GetValueOrDefault(EtcdAlarmAnnotation)),
            Text = string.Join(", ", own.Select(a => $"{a.Key[Prefix.Length..]}={a.Value}")),
        };
    }

    /// <summary>Whether a component's process does not run.</summary>
    public bool Stops(string component) => IsGone || Components.Contains(component);

    /// <summary>What is wrong with a DevMachine's annotations: each one's name and value, and what would be right.</summary>
    public static IEnumerable<(string Annotation, string Value, string Expected)> Errors(IDictionary<string, string>? annotations)
    {
        foreach (var (name, value) in Own(annotations))
        {
            var expected = name switch
            {
                VmAnnotation => OneOf(value, [Gone]),
                NodeAnnotation => OneOf(value, Nodes),
                EtcdAlarmAnnotation => OneOf(value, Alarms),
                ComponentsAnnotation => Split(value) is { Length: > 0 } names && names.All(AllComponents.Contains)
                    ? null
                    : $"must be some of {string.Join(", ", AllComponents)}, with commas between them",
                _ => $"must be one of {VmAnnotation}, {NodeAnnotation}, {ComponentsAnnotation}, {EtcdAlarmAnnotation}",
            };
            if (expected is not null)
            {
                yield return (name, value, expected);
            }
        }
    }

    private static ImmutableSortedDictionary<string, string> Own(IDictionary<string, string>? annotations) => annotations is null
        ? ImmutableSortedDictionary<string, string>.Empty
        : annotations.Where(a => a.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string? OneOf(string value, ImmutableArray<string> allowed) =>
        allowed.Contains(value) ? null : $"must be {string.Join(" or ", allowed)}";

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
