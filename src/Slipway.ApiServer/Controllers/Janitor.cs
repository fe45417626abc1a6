using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Controllers;

/// <summary>
/// What one engine's commits mean for other objects. It hears each commit, keeps who depends on whom, and posts work.
/// </summary>
internal sealed class Janitor : BackgroundWorker, ICommitObserver
{
    private readonly ApiServerEngine _engine;
    private readonly OwnerSweeper _owners;
    private readonly NamespaceSweeper _namespaces;
    private readonly DefinitionSweeper _definitions;
    private readonly DefinitionNamer _names;

    public Janitor(ApiServerEngine engine, EngineBackground background)
        : base(background)
    {
        _engine = engine;
        _owners = new OwnerSweeper(engine, Dependents);
        _namespaces = new NamespaceSweeper(engine);
        _definitions = new DefinitionSweeper(engine);
        _names = new DefinitionNamer(engine);
    }

    public DependentIndex Dependents { get; } = new();

    /// <summary>Takes up what was left by the process before.</summary>
    public void Load()
    {
        foreach (var resource in _engine.Core.Registry.Stored.Select(r => r.StoreResource))
        {
            foreach (var stored in _engine.Core.Store.List(new StoreQuery(resource)).Items)
            {
                // Most objects have neither: their metadata is not read before somebody wants them.
                if (!stored.IsDerived
                    && (stored.Json.Span.IndexOf("\"ownerReferences\""u8) >= 0 || stored.Json.Span.IndexOf("\"deletionTimestamp\""u8) >= 0))
                {
                    Committed(StoreEventKind.Created, stored, before: null);
                }
            }
        }
    }

    public void Committed(StoreEventKind kind, StoredObject current, StoredObject? before)
    {
        if (current.Key.Resource == CustomResourceDefinitions.Resource)
        {
            foreach (var waiting in _engine.Core.CustomResources.Waiting(current.Key.Name))
            {
                Post(JanitorWork.Names, waiting);
            }
        }

        var metadata = ObjectViews.Of(current).Stored.Metadata;
        var owners = kind == StoreEventKind.Deleted ? [] : metadata.OwnerReferences;
        var ownersBefore = before is null ? [] : ObjectViews.Of(before).Stored.Metadata.OwnerReferences;
        Dependents.Change(current.Key, ownersBefore, owners);
        if (kind == StoreEventKind.Deleted)
        {
            AfterDeletion(current, metadata, ownersBefore);
            return;
        }

        if (!owners.IsEmpty && (before is null || !owners.SequenceEqual(ownersBefore)))
        {
            Post(JanitorWork.Owners, current.Key);
        }

        if (metadata.DeletionTimestamp is not null)
        {
            AfterDeletionWasAsked(current, metadata);
        }
    }

    protected override ValueTask DoAsync(JanitorWork work, StoreKey key, CancellationToken cancellationToken) => work switch
    {
        JanitorWork.Owners => _owners.SweepAsync(key, cancellationToken),
        JanitorWork.Dependents => _owners.SweepDependentsAsync(key, dependent => Post(JanitorWork.Owners, dependent), cancellationToken),
        JanitorWork.Namespace => _namespaces.SweepAsync(key, cancellationToken),
        JanitorWork.Names => _names.SettleAsync(key, cancellationToken),
        _ => _definitions.SweepAsync(key, cancellationToken),
    };

    private void AfterDeletion(StoredObject last, ObjectMetadata metadata, IEnumerable<OwnerReference> owners)
    {
        foreach (var dependent in Dependents.Of(metadata.Uid))
        {
            Post(JanitorWork.Owners, dependent);
        }

        foreach (var owner in owners.Where(o => o.BlockOwnerDeletion))
        {
            if (OwnerKey(owner, metadata.Namespace) is { } key)
            {
                Post(JanitorWork.Dependents, key);
            }
        }

        var inNamespace = new StoreKey("namespaces", "", last.Key.Namespace);
        if (last.Key.Namespace.Length > 0 && _engine.Core.Store.Get(inNamespace) is { } ns && ObjectViews.Of(ns).Stored.IsDeleting)
        {
            Post(JanitorWork.Namespace, inNamespace);
        }

        if (_engine.Core.Registry.Custom.Definitions.TryGetValue(last.Key.Resource, out var definition) && definition.Terminating)
        {
            Post(JanitorWork.Definition, new StoreKey(CustomResourceDefinitions.Resource, "", definition.Name));
        }
    }

    private void AfterDeletionWasAsked(StoredObject current, ObjectMetadata metadata)
    {
        if (current.Key.Resource == "namespaces")
        {
            Post(JanitorWork.Namespace, current.Key);
        }
        else if (current.Key.Resource == CustomResourceDefinitions.Resource)
        {
            Post(JanitorWork.Definition, current.Key);
        }

        if (metadata.Finalizers.Contains(OwnerSweeper.Foreground) || metadata.Finalizers.Contains(OwnerSweeper.Orphan))
        {
            Post(JanitorWork.Dependents, current.Key);
        }
    }

    private StoreKey? OwnerKey(OwnerReference owner, string ns) => _owners.ResourceOf(owner) is { } resource
        ? EngineCore.KeyOf(resource, ns, owner.Name)
        : null;
}
