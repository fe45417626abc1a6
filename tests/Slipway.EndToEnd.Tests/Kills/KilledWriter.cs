using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Kills;

/// <summary>
/// A client that writes until the server dies: creations, updates, updates that must conflict, patches, deletions, removals of
/// finalizers. It knows what each of its objects must be; of one, the last, it may know only that it is one of two states.
/// </summary>
internal sealed class KilledWriter(string id, int seed, KillLedger ledger)
{
    private const int ObjectsKept = 6;

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, KilledObject> _known = new(StringComparer.Ordinal);
    private (string Name, KilledObject? Before, KilledObject? After)? _doubt;
    private int _made;

    public bool Owns(string name) => name.StartsWith(id + "-", StringComparison.Ordinal);

    /// <summary>Writes until an answer does not come.</summary>
    public async Task WriteAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await StepAsync(client, cancellationToken);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server was killed: what was under way stays in doubt.
        }
    }

    /// <summary>Compares what is there with what must be.</summary>
    public void Check(IReadOnlyDictionary<string, KilledObject> found)
    {
        if (_doubt is { } doubt)
        {
            _doubt = null;
            var now = found.GetValueOrDefault(doubt.Name);
            var isDone = IsSame(doubt.After, now);
            Assert.True(
                isDone || IsSame(doubt.Before, now), $"{doubt.Name} was {Text(doubt.Before)}, was being made {Text(doubt.After)}, and is {Text(now)}");
            ledger.Settle(isDone && !IsSame(doubt.Before, now));
            Know(doubt.Name, now);
        }

        foreach (var (name, must) in _known)
        {
            Assert.True(must.IsSame(found.GetValueOrDefault(name)), $"{name} must be {Text(must)} and is {Text(found.GetValueOrDefault(name))}");
            _known[name] = found[name];
        }

        foreach (var name in found.Keys.Where(Owns))
        {
            Assert.True(_known.ContainsKey(name), $"{name} must not be there and is {Text(found[name])}");
        }
    }

    private static bool IsSame(KilledObject? must, KilledObject? found) => must is null ? found is null : must.IsSame(found);

    private static string Text(KilledObject? state) => state?.ToString() ?? "absent";

    private Task StepAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        if (_known.Count < ObjectsKept)
        {
            return CreateAsync(client, cancellationToken);
        }

        var target = _known.Values.ElementAt(_random.Next(_known.Count));
        return (target.IsDeleting, _random.Next(6)) switch
        {
            (true, _) => PatchAsync(client, target, after: null, new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }, cancellationToken),
            (_, 0) => DeleteAsync(client, target, cancellationToken),
            (_, 1) => ConflictAsync(client, target, cancellationToken),
            (_, 2 or 3) => PatchAsync(
                client,
                target,
                target with { Value = target.Value + 1, Version = null },
                new JsonObject { ["data"] = new JsonObject { ["value"] = $"{target.Value + 1}" } },
                cancellationToken),
            _ => UpdateAsync(client, target, cancellationToken),
        };
    }

    private async Task CreateAsync(IKubeClient client, CancellationToken cancellationToken)
    {
        var created = new KilledObject($"{id}-{_made++}", 1, _random.Next(3) == 0, IsDeleting: false, Version: null);
        _doubt = (created.Name, null, created);
        Done(created.Name, await client.CreateAsync(BuiltInTypes.ConfigMap, created.ToJson(), WriteOptions.Default, cancellationToken));
    }

    private async Task UpdateAsync(IKubeClient client, KilledObject target, CancellationToken cancellationToken)
    {
        var next = target with { Value = target.Value + 1 };
        _doubt = (target.Name, target, next with { Version = null });
        Done(target.Name, await client.UpdateAsync(BuiltInTypes.ConfigMap, next.ToJson(), WriteOptions.Default, cancellationToken));
    }

    private async Task ConflictAsync(IKubeClient client, KilledObject target, CancellationToken cancellationToken)
    {
        _doubt = (target.Name, target, target);
        var stale = target with { Value = -1, Version = "2" };
        try
        {
            await client.UpdateAsync(BuiltInTypes.ConfigMap, stale.ToJson(), WriteOptions.Default, cancellationToken);
            Assert.Fail($"{target.Name} was replaced although version 2 of it is gone");
        }
        catch (KubeApiException refused) when (refused.IsConflict)
        {
            _doubt = null;
            ledger.Refuse();
        }
    }

    private async Task PatchAsync(
        IKubeClient client, KilledObject target, KilledObject? after, JsonObject patch, CancellationToken cancellationToken)
    {
        _doubt = (target.Name, target, after);
        var answer = await client.PatchAsync(BuiltInTypes.ConfigMap, target.Key, KubePatch.Merge(patch), WriteOptions.Default, cancellationToken);
        if (after is not null)
        {
            Done(target.Name, answer);
            return;
        }

        _doubt = null;
        _known.Remove(target.Name);
        ledger.Delete(target.Name);
    }

    private async Task DeleteAsync(IKubeClient client, KilledObject target, CancellationToken cancellationToken)
    {
        var after = target.HasFinalizer ? target with { IsDeleting = true, Version = null } : null;
        _doubt = (target.Name, target, after);
        await client.DeleteAsync(BuiltInTypes.ConfigMap, target.Key, DeleteOptions.Default, cancellationToken);
        _doubt = null;
        Know(target.Name, after);
        if (after is null)
        {
            ledger.Delete(target.Name);
        }
    }

    private void Done(string name, KubeObject answer)
    {
        _doubt = null;
        _known[name] = KilledObject.Of(answer);
        ledger.Write(name, answer.Metadata.ResourceVersion);
    }

    private void Know(string name, KilledObject? state)
    {
        if (state is null)
        {
            _known.Remove(name);
        }
        else
        {
            _known[name] = state;
        }
    }
}
