using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Programs;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.Kubernetes.Client;

namespace Slipway.EndToEnd.Tests.Ladder;

/// <summary>
/// A cluster of three and three goes from Kubernetes 1.17 to 1.36, a minor at a time, and who uses it does not notice: its endpoint answers,
/// etcd has a quorum, three workers are Ready. All steps with failures: <c>.ci/ladder</c>.
/// </summary>
public sealed class VersionLadderTests
{
    private static readonly ClusterShape Bottom = new(3, 3, VersionLadder.First);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryMinor_OneAfterTheOther_NobodyNotices()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, Bottom);
        await using var check = await ContinuousCheck.StartAsync(plane.Client, cluster, Bottom.Workers);
        foreach (var version in VersionLadder.Steps)
        {
            await cluster.UpgradeControlPlaneAsync(version);
            await cluster.UpgradeWorkersAsync(version);
        }

        await EndsWellAsync(check);
    }

    [Fact]
    public Task SomeMinors_AMachineLostAtEachStep_NobodyNotices() => LoseMachinesAsync([.. VersionLadder.Steps.Take(2)]);

    [Fact(Explicit = true)]
    public Task EveryMinor_AMachineLostAtEachStep_NobodyNotices() => LoseMachinesAsync(VersionLadder.Steps);

    [Fact]
    public Task SomeMinors_PlaneKilledOverAndOver_NobodyNotices() => KillAsync([.. VersionLadder.Steps.Take(2)]);

    [Fact(Explicit = true)]
    public Task EveryMinor_PlaneKilledOverAndOver_NobodyNotices() => KillAsync(VersionLadder.Steps);

    private static ClusterShape At(string controlPlane, string workers) => Bottom with { Version = controlPlane, WorkerVersion = workers };

    private static async Task EndsWellAsync(ContinuousCheck check)
    {
        Assert.Empty(await check.StopAsync());
        TestContext.Current.TestOutputHelper?.WriteLine($"endpoint and etcd were asked {check.Rounds} times");
        Assert.NotEqual(0, check.Rounds);
    }

    /// <summary>In each step the virtual machine of one control plane machine vanishes as soon as the step has begun.</summary>
    private static async Task LoseMachinesAsync(IReadOnlyList<string> steps)
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, Bottom);
        await CheckHealthAsync(plane.Client);
        await using var check = await ContinuousCheck.StartAsync(plane.Client, cluster, Bottom.Workers);
        for (var i = 0; i < steps.Count; i++)
        {
            var lost = cluster.ControlPlaneNodes()[i % 3];
            await cluster.AskAsync(cluster.Shape with { Version = steps[i] });
            await cluster.View.UntilAsync("the step has begun", o => o.Of(CoreTypes.Machine).Count > cluster.Shape.Machines);
            var gone = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["rehearse.slipway.dev/vm"] = "Gone" } } };
            await plane.Client.PatchAsync(DevTypes.DevMachine, new("default", lost), KubePatch.Merge(gone), WriteOptions.Default, Token);
            await cluster.View.UntilAsync("the lost machine is replaced", o => o.Find(CoreTypes.Machine, lost) is null);
            await cluster.SettledAsync();
            await cluster.UpgradeWorkersAsync(steps[i]);
        }

        await EndsWellAsync(check);
    }

    private static Task CheckHealthAsync(IKubeClient client)
    {
        var body = JsonNode.Parse(
            """
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachineHealthCheck","metadata":{"name":"health","namespace":"default"},"spec":{
              "clusterName":"demo","selector":{"matchLabels":{"cluster.x-k8s.io/control-plane":""}},
              "checks":{"unhealthyNodeConditions":[{"type":"Ready","status":"Unknown","timeoutSeconds":0}]}}}
            """)!.AsObject();
        return client.CreateAsync(CoreTypes.MachineHealthCheck, body, WriteOptions.Default, Token);
    }

    /// <summary>The whole program is killed every few seconds. Machines in memory live in it: between its lives nobody can be asked.</summary>
    private static async Task KillAsync(IReadOnlyList<string> steps)
    {
        var random = new Random(1);
        await using var plane = new SlipwayPlane();
        var (shape, kills, rounds) = (Bottom, 0, 0);
        var left = new Queue<ClusterShape>(steps.Prepend(VersionLadder.First).Zip(steps, (from, to) => new[] { At(to, from), At(to, to) }).SelectMany(s => s));
        using (var client = await plane.UpAsync())
        {
            await using var cluster = await TestCluster.CreateAsync(client, shape);
        }

        while (left.Count > 0)
        {
            await plane.KillAsync();
            kills++;
            using var client = await plane.UpAsync();
            await using var cluster = await TestCluster.FollowAsync(client, shape);
            await using var check = await ContinuousCheck.StartAsync(client, cluster, Bottom.Workers);
            var end = Task.Delay(TimeSpan.FromMilliseconds(random.Next(1000, 5000)), Token);
            while (left.TryPeek(out var next) && !end.IsCompleted)
            {
                await cluster.AskAsync(next);
                shape = next;
                var settled = cluster.SettledAsync();
                if (await Task.WhenAny(settled, end) == settled)
                {
                    await settled;
                    left.Dequeue();
                }
            }

            Assert.Empty(await check.StopAsync());
            rounds += check.Rounds;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills; endpoint and etcd were asked {rounds} times");
    }
}
