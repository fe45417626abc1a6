using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Testing.Clients;

namespace Slipway.Kubeadm.Tests.Membership;

/// <summary>Leadership of etcd is handed on to whoever takes it.</summary>
public sealed class LeaderMoveTests
{
    private const ulong Leader = 1;

    [Fact]
    public async Task Move_FirstTakesIt_NoOtherIsAsked()
    {
        var etcd = new ScriptedEtcd();
        await MoveAsync(etcd, 2, 3);
        Assert.Equal([2UL], etcd.Asked);
    }

    [Fact]
    public async Task Move_FirstRefuses_NextIsAsked()
    {
        var etcd = new ScriptedEtcd { Refusing = [2] };
        await MoveAsync(etcd, 2, 3);
        Assert.Equal([2UL, 3UL], etcd.Asked);
    }

    [Fact]
    public async Task Move_AnswerIsLost_ButDone_NoOtherIsAsked()
    {
        var etcd = new ScriptedEtcd { Refusing = [2], LeaderAfterwards = 2 };
        await MoveAsync(etcd, 2, 3);
        Assert.Equal([2UL], etcd.Asked);
    }

    [Fact]
    public async Task Move_LeaderFallsSilent_IsAskedNoMore()
    {
        var etcd = new ScriptedEtcd { Refusing = [2], IsSilent = true };
        await Assert.ThrowsAsync<EtcdException>(() => MoveAsync(etcd, 2, 3));
        Assert.Equal([2UL], etcd.Asked);
    }

    [Fact]
    public async Task Move_AllRefuse_TellsWhatEachSaid()
    {
        var etcd = new ScriptedEtcd { Refusing = [2, 3] };
        var failure = await Assert.ThrowsAsync<EtcdException>(() => MoveAsync(etcd, 2, 3));
        Assert.Equal("leadership of etcd could not move from a: to m2: 2 will not; to m3: 3 will not", failure.Message);
    }

    private static async Task MoveAsync(ScriptedEtcd etcd, params ImmutableArray<ulong> candidates)
    {
        var access = new EtcdAccess(new ObjectKey("default", "demo"), new SeenObjects(), EtcdCredentials.OfAuthority(new CertificateKeyPair("", "")), ["a"]) { Fingerprint = "" };
        await new EtcdInspector(etcd, new FakeTimeProvider()).MoveLeaderAsync(
            access, new EtcdMember(Leader, "a"), [.. candidates.Select(c => new EtcdMember(c, $"m{c}"))], TestContext.Current.CancellationToken);
    }

    private sealed class ScriptedEtcd : IEtcdClientFactory, IEtcdClient
    {
        public List<ulong> Asked { get; } = [];

        public ImmutableArray<ulong> Refusing { get; init; } = [];

        public ulong LeaderAfterwards { get; init; } = Leader;

        public bool IsSilent { get; init; }

        public IEtcdClient Create(IKubeClient workload, string node, EtcdCredentials credentials) => this;

        public Task<EtcdMemberStatus> GetStatusAsync(CancellationToken cancellationToken) => IsSilent
            ? throw new EtcdException("no answer")
            : Task.FromResult(new EtcdMemberStatus(7, Leader, LeaderAfterwards));

        public Task MoveLeaderAsync(ulong memberId, CancellationToken cancellationToken)
        {
            Asked.Add(memberId);
            return Refusing.Contains(memberId) ? throw new EtcdException($"{memberId} will not") : Task.CompletedTask;
        }

        public Task<EtcdMemberList> ListMembersAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ulong> AddMemberAsync(string peerUrl, bool asLearner, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task PromoteMemberAsync(ulong memberId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RemoveMemberAsync(ulong memberId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
