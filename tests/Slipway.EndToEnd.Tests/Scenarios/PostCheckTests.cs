using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Faults;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Simulation;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>
/// What upstream's end-to-end tests check after every scenario, for every kind at once: owner references and finalizers that somebody takes
/// away come back, nothing is made anew for it, and then nothing is written any more.
/// </summary>
public sealed class PostCheckTests
{
    private static readonly ResourceType[] Watched =
    [
        CoreTypes.Cluster, CoreTypes.Machine, CoreTypes.MachineSet, CoreTypes.MachineDeployment, CoreTypes.MachineHealthCheck,
        CoreTypes.MachinePool,
        KubeadmTypes.KubeadmConfig, KubeadmTypes.KubeadmConfigTemplate, KubeadmTypes.KubeadmControlPlane,
        DevTypes.DevCluster, DevTypes.DevMachine, DevTypes.DevMachineTemplate, DevTypes.DevMachinePool,
        AddonsTypes.ClusterResourceSet, AddonsTypes.ClusterResourceSetBinding,
        IpamTypes.InClusterIPPool, IpamTypes.IPAddressClaim, IpamTypes.IPAddress,
        BuiltInTypes.Secret, BuiltInTypes.ConfigMap,
    ];

    private static readonly ResourceType[] Pausable =
        [CoreTypes.Cluster, CoreTypes.Machine, CoreTypes.MachineSet, CoreTypes.MachineDeployment, KubeadmTypes.KubeadmControlPlane];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2.5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ownerReferences", true)]
    [InlineData("ownerReferences", false)]
    [InlineData("finalizers", true)]
    [InlineData("finalizers", false)]
    public async Task TakenAwayByHand_FromEveryObject_ComesBackAndComesToRest(string field, bool whilePaused)
    {
        var (seed, clock) = (SeededRandom.ChooseSeed(), new LeapingClock(CalmStories.Begin));
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await OneThread.RunAsync(seed, clock, async () =>
        {
            await using var plane = await TestPlane.StartServerAsync(Transport.Simulated, clock, random: new SeededRandom(seed));
            await TakeAwayAsync(plane, clock, field, whilePaused);
            return true;
        });
    }

    private static async Task TakeAwayAsync(TestPlane plane, TimeProvider time, string field, bool whilePaused)
    {
        var passes = new PassLog { Time = time, Limit = Limit };
        await plane.StartControllersAsync(new() { Observer = passes, ResyncPeriod = TimeSpan.FromSeconds(1) });
        await using var view = await ObjectView.OpenAsync(plane.Client, Watched);
        (view.Time, view.Limit) = (time, Limit);
        await using var cluster = await TestCluster.FollowAsync(plane.Client, new(3, 2));
        (cluster.View.Time, cluster.View.Limit) = (time, Limit);
        await cluster.ApplyAsync();
        await cluster.SettledAsync();
        await Additions.CreateAsync(plane.Client, view, cluster.Shape.Version);
        await passes.IdleAsync(2);

        var before = view.Read(o => Snapshot(o, field));
        Assert.All(Watched, type => Assert.NotEqual(0, view.Read(o => o.Of(type).Count)));
        if (whilePaused)
        {
            await PauseAsync(cluster, view, paused: true);
        }

        var taken = new List<(ResourceType Type, KubeObject Object)>();
        foreach (var (type, key) in view.Read(o => Keys(o, field)))
        {
            var body = new JsonObject { ["metadata"] = new JsonObject { [field] = null } };
            taken.Add((type, await plane.Client.PatchAsync(type, key, KubePatch.Merge(body), WriteOptions.Default, Token)));
        }

        // Until then, what is seen may be what was there before.
        await view.UntilAsync($"it is seen that all {field} are taken away", o => taken.TrueForAll(t => IsSeen(o, t.Type, t.Object)));

        if (whilePaused)
        {
            await PauseAsync(cluster, view, paused: false);
        }

        await view.UntilAsync(
            $"all {field} are back",
            o => before.All(b => Snapshot(o, field).Contains(b)),
            o => string.Join('\n', before.Except(Snapshot(o, field), StringComparer.Ordinal)));
        passes.Forget();
        await passes.IdleAsync(2);
        Assert.Equal(before, view.Read(o => Snapshot(o, field)));
        await AtRest.AssertAsync(plane, passes);
    }

    // One line an object: who it is, and what it has. What nobody has is not taken away.
    private static List<string> Snapshot(Objects objects, string field) =>
        [.. Having(objects, field).Select(h => $"{h.Type.Plural}/{h.Object.Name()} {h.Object.Text("metadata.uid")} {Text(h.Object, field)}")];

    private static List<(ResourceType Type, ObjectKey Key)> Keys(Objects objects, string field) =>
        [.. Having(objects, field).Select(h => (h.Type, new ObjectKey(h.Object.Text("metadata.namespace") ?? "", h.Object.Name())))];

    private static IEnumerable<(ResourceType Type, JsonObject Object)> Having(Objects objects, string field) =>
        Watched.SelectMany(t => objects.Of(t).Where(o => o.At("metadata", field) is JsonArray { Count: > 0 }).Select(o => (t, o)));

    private static bool IsSeen(Objects objects, ResourceType type, KubeObject written) => objects.Of(type).Any(o =>
        o.Text("metadata.uid") == written.Metadata.Uid && VersionOf(o.Text("metadata.resourceVersion")!) >= VersionOf(written.Metadata.ResourceVersion));

    private static long VersionOf(string resourceVersion) => long.Parse(resourceVersion, CultureInfo.InvariantCulture);

    private static string Text(JsonObject obj, string field) =>
        string.Join(' ', ((JsonArray)obj.At("metadata", field)!).Select(Text).Order(StringComparer.Ordinal));

    private static string Text(JsonNode? entry) => entry is JsonObject reference
        ? string.Join(',', reference.Select(f => $"{f.Key}={f.Value}").Order(StringComparer.Ordinal))
        : (string?)entry ?? "";

    private static async Task PauseAsync(TestCluster cluster, ObjectView view, bool paused)
    {
        await cluster.PatchAsync(CoreTypes.Cluster, new ObjectKey("default", cluster.Name), new JsonObject { ["paused"] = paused });
        await view.UntilAsync($"paused: {paused}", o => Pausable.All(t => o.Of(t).All(obj => obj.Is("Paused") == paused)));
    }
}
