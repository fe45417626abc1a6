using System.Diagnostics;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Membership;

namespace Slipway.Kubeadm.Tests.RealEtcd;

/// <summary>What our client tells of an etcd that is not well.</summary>
public sealed class EtcdFaultTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Remove_MemberWhoseMachineIsLost_TheOthersGoOn()
    {
        await using var cluster = await EtcdCluster.StartAsync(3);
        await cluster.Process("m2").KillAsync();

        var etcd = await cluster.WaitAsync(e => e.On("m2") is { Silence: not null } && e.On("m0")!.IsResponsive && e.On("m1")!.IsResponsive);
        await cluster.RemoveAsync("m0", etcd.On("m2")!.Id);

        // Whoever did not get the answer asks again.
        await cluster.Inspector.RemoveMemberAsync(cluster.Access("m0", "m1"), "m1", etcd.On("m2")!.Id, Ended);
        etcd = await cluster.WaitAsync(e => e.Members.Length == 2);
        Assert.All(etcd.Members, m => Assert.True(m.IsResponsive));
    }

    [Fact]
    public async Task Alarm_DatabaseFull_ToldOfTheMemberThatRaisedIt()
    {
        var etcdctl = EtcdProgram.RequireClient();
        await using var cluster = await EtcdCluster.StartAsync(1, apart: null, "--quota-backend-bytes", "200000");
        using var put = Process.Start(new ProcessStartInfo("sh",
            ["-c", $"head -c 400000 /dev/zero | tr '\\0' x | {etcdctl} --endpoints unixs://{EtcdProcess.Socket} --cacert ca.crt --cert tls.crt --key tls.key put full"])
        {
            WorkingDirectory = cluster.Folder("m0"),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["ETCDCTL_API"] = "3" },
        })!;
        await Task.WhenAll(put.StandardError.ReadToEndAsync(Ended), put.StandardOutput.ReadToEndAsync(Ended));
        Assert.Equal(["NOSPACE"], (await cluster.WaitAsync(e => !e.Members[0].Alarms.IsEmpty)).Members[0].Alarms);
    }

    [Fact]
    public async Task Partition_MemberCutOff_ToldAndEtcdKeepsItsQuorum()
    {
        EtcdProgram.Require();
        await using var network = await NetworkNamespace.RequireAsync();
        await using var cluster = await EtcdCluster.StartAsync(3, network);
        await network.CutAsync();

        // It answers still, and its pod looks well; but it takes part in nothing.
        var etcd = await cluster.WaitAsync(e => e.On("m2") is { Fault: not null });
        Assert.Equal("has no leader", etcd.On("m2")!.Fault);
        Assert.True(etcd.On("m0")!.IsResponsive && etcd.On("m1")!.IsResponsive);
        var error = await Assert.ThrowsAsync<EtcdException>(
            () => cluster.Inspector.RemoveMemberAsync(cluster.Access("m0"), "m0", etcd.On("m1")!.Id, Ended).AsTask());
        Assert.Contains("etcdserver:", error.Message, StringComparison.Ordinal);

        await network.MendAsync();
        Assert.Equal(3, (await cluster.WaitAsync(e => e.Members.All(m => m.IsResponsive))).Members.Length);
    }

    [Fact]
    public async Task SlowMember_AnswersLate_IsHeardOut()
    {
        await using var cluster = await EtcdCluster.StartAsync(3);
        cluster.Pods.Delays["etcd-m1"] = TimeSpan.FromMilliseconds(200);
        var etcd = Assert.IsType<Observed<EtcdSnapshot>.Found>(await cluster.ObserveAsync()).Value;
        Assert.All(etcd.Members, m => Assert.True(m.IsResponsive));
    }

    [Fact]
    public async Task FrozenMember_NeverAnswers_TheOthersTellOfAllAndItIsNamed()
    {
        await using var cluster = await EtcdCluster.StartAsync(3);
        await cluster.Process("m1").FreezeAsync();
        var etcd = await cluster.WaitAsync(e => e.On("m1") is { Silence: not null });
        Assert.Equal("etcd Status on Node m1: no answer within 5 s", etcd.On("m1")!.Silence);
        Assert.True(etcd.On("m0")!.IsResponsive && etcd.On("m2")!.IsResponsive);
    }
}
