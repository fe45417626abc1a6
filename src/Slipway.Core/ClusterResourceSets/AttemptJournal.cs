using System.Collections.Concurrent;
using Slipway.Api.Addons.V1Beta2;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets;

/// <summary>
/// Attempts that bindings do not show yet. What is lost with the process is tried again: manifests are applied to the same end
/// however often.
/// </summary>
internal sealed class AttemptJournal
{
    private readonly ConcurrentDictionary<ObjectKey, ConcurrentDictionary<Subject, Attempt>> _sets = new();

    public void Note(ObjectKey set, string cluster, ResourceReference resource, Attempt attempt) =>
        _sets.GetOrAdd(set, static _ => new())[Subject.Of(cluster, resource)] = attempt;

    public Attempt? Find(ObjectKey set, string cluster, ResourceReference resource) =>
        _sets.GetValueOrDefault(set)?.GetValueOrDefault(Subject.Of(cluster, resource));

    /// <summary>A binding shows the attempt, or it no longer matters.</summary>
    public void Drop(ObjectKey set, string cluster, ResourceReference resource)
    {
        if (_sets.TryGetValue(set, out var attempts))
        {
            attempts.TryRemove(Subject.Of(cluster, resource), out _);
        }
    }

    public void Forget(ObjectKey set) => _sets.TryRemove(set, out _);

    private readonly record struct Subject(string Cluster, string Kind, string Name)
    {
        public static Subject Of(string cluster, ResourceReference resource) => new(cluster, resource.Kind!, resource.Name!);
    }
}
