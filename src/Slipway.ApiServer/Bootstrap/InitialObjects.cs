using Slipway.ApiServer.Authorization.Defaults;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Bootstrap;

/// <summary>
/// The objects that every cluster begins with: roles and bindings, priority classes, flow schemas and their levels. What is missing at the
/// start of a server is made.
/// </summary>
internal static class InitialObjects
{
    private static readonly Lazy<IReadOnlyList<InitialObject>> All = new(() => InitialObjectReader.Read());

    /// <summary>Makes what is missing. Nobody is told of it: it is done before anybody can ask.</summary>
    public static async ValueTask EnsureAsync(EngineCore core, CancellationToken cancellationToken)
    {
        var isNew = core.Store.Revision == StoreSnapshot.Empty.Revision;
        var stamp = new InitialStamp(core.Random.NextGuid(), core.Now());
        var writes = new List<Task<CommitOutcome>>();
        foreach (var initial in All.Value)
        {
            if (WriteOf(initial, core.Store.Get(initial.Key), stamp) is { } write)
            {
                writes.Add(core.Store.CommitAsync(write, cancellationToken).AsTask());
            }
        }

        await Task.WhenAll(writes);
        if (isNew)
        {
            // Nobody has seen the empty cluster, so nobody asks how it was filled.
            core.Store.ForgetHistory();
        }
    }

    private static StoreWrite? WriteOf(InitialObject initial, StoredObject? stored, InitialStamp stamp)
    {
        if (stored is null)
        {
            return StoreWrite.Create(initial.Key, new InitialContent(initial, stamp));
        }

        return stored.Revision != stored.CreateRevision && RbacResources.Contains(initial.Key.Resource)
            && DefaultPolicy.Repair(stored, initial.Read()) is { } repaired
            ? StoreWrite.Update(initial.Key, stored.Revision, RevisionTemplate.Parse(Trees.ToStoredJson(repaired)))
            : null;
    }
}
