using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Dev.Etcd;

/// <summary>
/// The member list of one workload cluster's etcd. It outlives the machines and the program: a machine that vanishes
/// without having been removed stays a member, as in a real etcd, until somebody removes it.
/// </summary>
/// <param name="store">A key space of its own, where the list is kept.</param>
/// <param name="random">Gives member identifiers.</param>
internal sealed class EtcdCluster(VersionedStore store, IRandomSource random) : IDisposable
{
    private static readonly StoreKey MembersKey = new("etcd", "", "members");

    private readonly SemaphoreSlim _change = new(1, 1);
    private readonly Lock _sync = new();
    private ImmutableHashSet<string> _running = [];
    private EtcdState? _state;

    /// <summary>The identifier of the whole etcd.</summary>
    public ulong ClusterId => State.ClusterId;

    /// <summary>The members, in the order they joined.</summary>
    public ImmutableArray<EtcdMember> Members => State.Members;

    /// <summary>Whether the member's process runs.</summary>
    public bool IsRunning(string name) => _running.Contains(name);

    /// <summary>The leader; null while the members that run are no majority.</summary>
    public EtcdMember? Leader
    {
        get
        {
            var state = State;
            var alive = state.Members.Where(m => IsRunning(m.Name)).ToList();
            if (alive.Count <= state.Members.Length / 2)
            {
                return null;
            }

            return alive.Find(m => m.Id == state.LeaderId) ?? alive[0];
        }
    }

    private EtcdState State => _state ??= Load();

    /// <summary>Starts a machine's etcd, adding it to the list when it is new. One that was removed exits again, as etcd does.</summary>
    public async Task StartAsync(string name, CancellationToken cancellationToken)
    {
        if (State.Removed.Contains(name))
        {
            return;
        }

        await ChangeAsync(
            state => state.Members.Any(m => m.Name == name) ? state : state with { Members = state.Members.Add(new EtcdMember(NewId(), name)) },
            cancellationToken);
        lock (_sync)
        {
            _running = _running.Add(name);
        }
    }

    /// <summary>The machine is gone, and its etcd with it. It stays in the list.</summary>
    public void Stop(string name)
    {
        lock (_sync)
        {
            _running = _running.Remove(name);
        }
    }

    /// <summary>Takes a member out of the list; false when there is none of this identifier.</summary>
    public async Task<bool> RemoveAsync(ulong id, CancellationToken cancellationToken)
    {
        if (Members.FirstOrDefault(m => m.Id == id) is not { } member)
        {
            return false;
        }

        await ChangeAsync(
            state => state with { Members = state.Members.RemoveAll(m => m.Id == id), Removed = state.Removed.Add(member.Name) },
            cancellationToken);
        return true;
    }

    /// <summary>A member raises an alarm, or takes it back with null.</summary>
    public Task SetAlarmAsync(string name, string? alarm, CancellationToken cancellationToken) => ChangeAsync(
        state => state.Members.FirstOrDefault(m => m.Name == name) is { } member && member.Alarm != alarm
            ? state with { Members = state.Members.Replace(member, member with { Alarm = alarm }) }
            : state,
        cancellationToken);

    /// <summary>Makes a member the leader; false when there is none of this identifier.</summary>
    public async Task<bool> MoveLeaderAsync(ulong id, CancellationToken cancellationToken)
    {
        if (Members.All(m => m.Id != id))
        {
            return false;
        }

        await ChangeAsync(state => state with { LeaderId = id }, cancellationToken);
        return true;
    }

    public void Dispose() => _change.Dispose();

    private async Task ChangeAsync(Func<EtcdState, EtcdState> change, CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken);
        try
        {
            var before = State;
            var after = change(before);
            if (ReferenceEquals(before, after))
            {
                return;
            }

            var template = RevisionTemplate.Parse(KubeJson.ToUtf8(after.ToJson()));
            var outcome = await store.CommitAsync(
                before.Revision == 0 ? StoreWrite.Create(MembersKey, template) : StoreWrite.Update(MembersKey, before.Revision, template),
                CancellationToken.None);
            _state = after with { Revision = outcome.Object!.Revision };
        }
        finally
        {
            _change.Release();
        }
    }

    private EtcdState Load()
    {
        var stored = store.Get(MembersKey);
        return stored is null
            ? new EtcdState(NewId(), LeaderId: 0, [], [], Revision: 0)
            : EtcdState.Parse((JsonObject)JsonNode.Parse(stored.Json.Span)!, stored.Revision);
    }

    private ulong NewId()
    {
        Span<byte> bytes = stackalloc byte[8];
        random.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) | 1;
    }
}
