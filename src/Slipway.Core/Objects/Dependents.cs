using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Objects;

/// <summary>
/// Which keys look at which other objects, learned from observations, so that a change of a referenced object brings those who
/// refer to it. Holds no truth: after a restart every key is observed again.
/// </summary>
public sealed class Dependents
{
    // Sorted, so that the order in which they are told does not differ from process to process.
    private static readonly ImmutableSortedSet<ObjectKey> None = ImmutableSortedSet<ObjectKey>.Empty.WithComparer(Comparer<ObjectKey>.Create(Compare));

    private readonly ConcurrentDictionary<Subject, ImmutableSortedSet<ObjectKey>> _dependents = new();
    private readonly ConcurrentDictionary<ObjectKey, ImmutableHashSet<Subject>> _subjects = new();

    /// <summary>Notes what a key looks at. Must be called before it looks, so that no change falls between.</summary>
    public void Register(ObjectKey dependent, GroupKind kind, ObjectKey on)
    {
        var subject = new Subject(kind, on);
        if (_dependents.TryGetValue(subject, out var known) && known.Contains(dependent))
        {
            return;
        }

        _dependents.AddOrUpdate(subject, _ => None.Add(dependent), (_, set) => set.Add(dependent));
        _subjects.AddOrUpdate(dependent, [subject], (_, set) => set.Add(subject));
    }

    /// <summary>The keys that look at an object.</summary>
    public IEnumerable<ObjectKey> Of(GroupKind kind, ObjectKey on) =>
        _dependents.TryGetValue(new Subject(kind, on), out var known) ? known : [];

    /// <summary>Drops a key that is gone.</summary>
    public void Forget(ObjectKey dependent)
    {
        if (!_subjects.TryRemove(dependent, out var subjects))
        {
            return;
        }

        foreach (var subject in subjects)
        {
            var left = _dependents.AddOrUpdate(subject, None, (_, set) => set.Remove(dependent));
            if (left.IsEmpty)
            {
                _dependents.TryRemove(KeyValuePair.Create(subject, left));
            }
        }
    }

    private static int Compare(ObjectKey left, ObjectKey right) =>
        string.CompareOrdinal(left.Namespace, right.Namespace) is not 0 and var order ? order : string.CompareOrdinal(left.Name, right.Name);

    private readonly record struct Subject(GroupKind Kind, ObjectKey Key);
}
