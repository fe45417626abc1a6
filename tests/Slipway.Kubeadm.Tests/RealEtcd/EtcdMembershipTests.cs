using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Scaling;
using Slipway.Kubeadm.Membership;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.RealEtcd;

/// <summary>Our client against etcd itself, through an API server's forwarded ports.</summary>
public sealed class EtcdMembershipTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Observe_ThreeMembers_AllVoteAndOneLeads()
    {
        await using var cluster = await EtcdCluster.StartAsync(3);
        var etcd = Assert.IsType<Observed<EtcdSnapshot>.Found>(await cluster.ObserveAsync()).Value;
        Assert.Equal(["m0", "m1", "m2"], etcd.Members.Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Contains(etcd.Members, m => m.Id == etcd.LeaderId);
        Assert.All(etcd.Members, m => Assert.True(m is { IsLearner: false, IsResponsive: true, Alarms.IsEmpty: true }));
        Assert.All(etcd.Members, m => Assert.StartsWith("https://127.0.0.1:", Assert.Single(m.PeerUrls), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Observe_ByAClientCertificateThatWasBrought_TellsAllMembers()
    {
        await using var cluster = await EtcdCluster.StartAsync(1);
        cluster.Credentials = cluster.GivenClient();

        var etcd = await cluster.WaitAsync(e => e.LeaderId != 0);

        Assert.Single(etcd.Members);
    }

    [Fact]
    public async Task Remove_LeaderAfterItHandedOver_NeverWithoutALeader()
    {
        await using var cluster = await EtcdCluster.StartAsync(3);
        var etcd = await cluster.WaitAsync(e => e.LeaderId != 0);
        var (leader, heir) = (etcd.Members.Single(m => m.Id == etcd.LeaderId), etcd.Members.First(m => m.Id != etcd.LeaderId));

        await cluster.Inspector.MoveLeaderAsync(cluster.Access(heir.Name), leader, [heir], Ended);
        Assert.Equal(heir.Id, (await cluster.ObserveAsync()).ValueOrNull!.LeaderId);
        await cluster.RemoveAsync(heir.Name, leader.Id);
        Assert.Equal(heir.Id, (await cluster.ObserveAsync(heir.Name)).ValueOrNull!.LeaderId);
    }

    [Fact]
    public async Task Remove_LeaderThatIsLostBeforeItHandsOver_AnotherIsElectedAndTheLostOneTakenOut()
    {
        await using var cluster = await EtcdCluster.StartAsync(3);
        var etcd = await cluster.WaitAsync(e => e.LeaderId != 0);
        var (leader, heir) = (etcd.Members.Single(m => m.Id == etcd.LeaderId), etcd.Members.First(m => m.Id != etcd.LeaderId));
        await cluster.Process(leader.Name).KillAsync();

        var error = await Assert.ThrowsAsync<EtcdException>(
            () => cluster.Inspector.MoveLeaderAsync(cluster.Access(heir.Name), leader, [heir], Ended).AsTask());
        Assert.StartsWith($"leadership of etcd could not move from {leader.Name}: to {heir.Name}: etcd MoveLeader on Node {leader.Name}: ", error.Message, StringComparison.Ordinal);
        etcd = await cluster.WaitAsync(e => e.LeaderId != 0 && e.LeaderId != leader.Id);
        await cluster.RemoveAsync(heir.Name, leader.Id);
        Assert.Null((await cluster.WaitAsync(e => e.Members.Length == 2)).On(leader.Name));
    }

    [Fact]
    public async Task MoveLeader_AskedOfAFollower_RefusedInEtcdsWords()
    {
        await using var cluster = await EtcdCluster.StartAsync(3);
        var etcd = await cluster.WaitAsync(e => e.LeaderId != 0);
        var follower = etcd.Members.First(m => m.Id != etcd.LeaderId);
        await using var client = cluster.Connect(follower.Name);
        var error = await Assert.ThrowsAsync<EtcdException>(() => client.MoveLeaderAsync(follower.Id, Ended));
        Assert.Equal($"etcd MoveLeader on Node {follower.Name}: etcdserver: not leader", error.Message);
    }

    [Fact]
    public async Task Learner_UntilItIsPromoted_NothingElseIsChanged()
    {
        await using var cluster = await EtcdCluster.StartAsync(1);
        await using var client = cluster.Connect("m0");
        var (name, peer) = cluster.NewPeer();
        var id = await client.AddMemberAsync(peer.GetLeftPart(UriPartial.Authority), asLearner: true, Ended);

        var announced = (await cluster.WaitAsync(e => e.Members.Length == 2)).Members.Single(m => m.Id == id);
        Assert.Equal(("", peer.GetLeftPart(UriPartial.Authority)), (announced.Name, Assert.Single(announced.PeerUrls)));
        await cluster.JoinAsync(name);
        var etcd = await cluster.WaitAsync(e => e.On(name) is { IsResponsive: true });
        Assert.True(etcd.On(name)!.IsLearner);
        Assert.False(EtcdQuorum.AllowsAddition(etcd, [Make.Machine("m0"), Make.Machine(name)]));
        Assert.False(EtcdQuorum.AllowsRemoval(etcd, [Make.Machine("m0"), Make.Machine(name)], etcd.On("m0")!));

        await PromoteAsync(client, id);
        Assert.False((await cluster.WaitAsync(e => e.On(name) is { IsLearner: false })).On(name)!.IsLearner);
    }

    // etcd lets a learner vote only once it has caught up, and tells nobody when that is.
    private static async Task PromoteAsync(IEtcdClient client, ulong id)
    {
        while (true)
        {
            try
            {
                await client.PromoteMemberAsync(id, Ended);
                return;
            }
            catch (EtcdException e) when (e.Message.Contains("in sync with leader", StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), Ended);
            }
        }
    }
}
