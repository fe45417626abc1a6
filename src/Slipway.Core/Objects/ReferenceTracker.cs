using System.Collections.Concurrent;
using System.Threading.Channels;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Objects;

/// <summary>
/// Reads objects that reconciled ones refer to, whatever their kind, and brings back those who refer when what they refer to
/// changes. A kind is watched from its first reference on.
/// </summary>
/// <param name="cache">What the watches have told.</param>
/// <param name="aspects">
/// What of a kind's objects matters: a change that leaves it equal brings nobody. All of it for kinds not named.
/// </param>
public sealed class ReferenceTracker(ObjectCache cache, IReadOnlyDictionary<GroupKind, Func<KubeObject, object?>>? aspects = null) : IDisposable
{
    private readonly Dependents _dependents = new();
    private readonly Channel<ObjectKey> _keys = Channel.CreateUnbounded<ObjectKey>();
    private readonly ConcurrentDictionary<GroupVersionKind, Lazy<IDisposable>> _subscriptions = new();
    private readonly ConcurrentDictionary<GroupVersionKind, Lazy<IDisposable>> _followed = new();

    /// <summary>The keys of those who refer to what has changed.</summary>
    public ChannelReader<ObjectKey> Keys => _keys.Reader;

    /// <summary>Who refers to what, for changes that are told otherwise.</summary>
    public Dependents Dependents => _dependents;

    /// <summary>Reads an object on behalf of one who refers to it.</summary>
    public ValueTask<Observed<KubeObject>> GetAsync(ResourceType type, ObjectKey key, ObjectKey dependent, CancellationToken cancellationToken)
    {
        // In this order: a change after the read finds the dependent registered.
        _dependents.Register(dependent, type.Kind.GroupKind, key);
        _ = _subscriptions.GetOrAdd(type.Kind, _ => new Lazy<IDisposable>(() => cache.Subscribe(type, change => Tell(type, change)))).Value;
        return cache.GetAsync(type, key, cancellationToken);
    }

    /// <summary>Reads a provider's object on behalf of one who refers to it; Unknown when its kind cannot be resolved or read.</summary>
    public async ValueTask<Observed<ContractObject>> GetAsync(
        ContractVersionedObjectReference reference, ObjectKey dependent, CancellationToken cancellationToken)
    {
        switch (await ContractTypes.ResolveAsync(cache, reference.GroupKind(), cancellationToken))
        {
            case Observed<ContractType>.Unknown(var code, var message):
                return new Observed<ContractObject>.Unknown(code, message);
            case Observed<ContractType>.Found(var type):
                return ContractReads.As(
                    await GetAsync(type.Type, new ObjectKey(dependent.Namespace, reference.Name!), dependent, cancellationToken), type);
            default:
                return new Observed<ContractObject>.Absent();
        }
    }

    /// <summary>Brings the keys that the function makes of each change of a kind, from the first call for it on.</summary>
    public void Follow(ResourceType type, Func<KubeObject, IEnumerable<ObjectKey>> map) =>
        _ = _followed.GetOrAdd(type.Kind, _ => new Lazy<IDisposable>(() => cache.Subscribe(type, change =>
        {
            foreach (var key in change.IsInitial || (change.New ?? change.Old) is not { } obj ? [] : map(obj))
            {
                _keys.Writer.TryWrite(key);
            }
        }))).Value;

    /// <summary>Drops one who refers and is gone.</summary>
    public void Forget(ObjectKey dependent) => _dependents.Forget(dependent);

    /// <summary>Ends listening to changes.</summary>
    public void Dispose()
    {
        foreach (var subscription in _subscriptions.Values.Concat(_followed.Values))
        {
            subscription.Value.Dispose();
        }

        _subscriptions.Clear();
        _followed.Clear();
    }

    private void Tell(ResourceType type, ObjectChange change)
    {
        if (change.IsInitial || (change.New ?? change.Old) is not { } obj)
        {
            return;
        }

        if (change is { Old: { } old, New: { } now } && aspects?.GetValueOrDefault(type.Kind.GroupKind) is { } aspect
            && Equals(aspect(old), aspect(now)))
        {
            return;
        }

        foreach (var dependent in _dependents.Of(type.Kind.GroupKind, obj.Key))
        {
            _keys.Writer.TryWrite(dependent);
        }
    }
}
