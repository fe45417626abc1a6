using System.Collections.Immutable;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion;

/// <summary>The versions of a kind, and how they differ.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Hub">The version that is stored and that controllers know.</param>
/// <param name="Steps">The older versions, newest first.</param>
internal sealed record KindVersions(GroupKind Kind, string Hub, ImmutableArray<VersionStep> Steps)
{
    /// <summary>The group of the hub's version, for a kind that had another group before.</summary>
    public string HubGroup { get; init; } = Kind.Group;

    /// <summary>The kind in the hub's version.</summary>
    public GroupVersionKind HubKind => new(HubGroup, Hub, Kind.Kind);

    /// <summary>A field that the oldest version has as a label; null when there is none.</summary>
    public LabelledField? Label { get; init; }

    /// <summary>The steps that lead from the hub to an older version.</summary>
    public IEnumerable<VersionStep> WayTo(string older)
    {
        var before = Steps.TakeWhile(s => s.Older != older).Count();
        return before < Steps.Length
            ? Steps.Take(before + 1)
            : throw new ArgumentException($"{Kind} has no version {older}", nameof(older));
    }
}
