using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Simulation;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>The token of a pool that lives on, by a clock that leaps: a machine may come at any time, and must be able to join.</summary>
public sealed class MachinePoolTokenTests
{
    private const ulong Seed = 11;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Watched = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Token_IsAlwaysOfUse_IsReplacedInTimeAndWhenItIsGone()
    {
        var clock = new LeapingClock(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return OneThread.RunAsync(Seed, clock, async () =>
        {
            await using var plane = await TestPlane.StartServerAsync(Transport.Simulated, clock, random: new SeededRandom(Seed));
            await using var cluster = await TestCluster.FollowAsync(plane.Client, new(1, 0));
            await using var view = await ObjectView.OpenAsync(plane.Client, MachinePoolTests.Watched);
            Follow(cluster.View, clock);
            Follow(view, clock);
            await plane.StartControllersAsync();
            await cluster.ApplyAsync();
            await cluster.SettledAsync();
            await MachinePoolTests.CreatePoolAsync(plane.Client, cluster.Shape.Version, replicas: 2);
            await view.UntilAsync("two machines run", o => MachinePoolTests.IsSettled(o, 2, cluster.Shape.Version));
            var workload = plane.Connect(cluster.Connection());
            await using var tokens = await ObjectView.OpenAsync(workload, BuiltInTypes.Secret);
            Follow(tokens, clock);

            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var end = clock.GetUtcNow() + Watched; clock.GetUtcNow() < end;)
            {
                await Task.Delay(Step, clock, Token);
                var token = view.Read(TokenOf)!;
                Assert.Equal(token, view.Read(TokenInBootData));
                Assert.True(tokens.Read(o => Expiration(o, token)) > clock.GetUtcNow(), $"{clock.GetUtcNow():O}: the token in the boot data is of no use");
                seen.Add(token);
            }

            // A token lives a quarter of an hour, is replaced when half of that is over, and looked at every five minutes.
            Assert.InRange(seen.Count, 6, 8);
            Assert.InRange(tokens.Read(o => o.Of(BuiltInTypes.Secret).Count(s => s.Text("type") == "bootstrap.kubernetes.io/token")), 1, 2);

            var gone = view.Read(TokenOf)!;
            await workload.DeleteAsync(BuiltInTypes.Secret, SecretOf(gone), DeleteOptions.Default, Token);
            await view.UntilAsync("the boot data name another one", o => TokenOf(o) != gone && TokenInBootData(o) == TokenOf(o));
            await tokens.UntilAsync("it is there", o => Expiration(o, view.Read(TokenOf)!) > clock.GetUtcNow());

            await plane.Client.PatchAsync(
                CoreTypes.MachinePool, new("default", "pool"), KubePatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = 3 } }),
                WriteOptions.Default, Token);
            await view.UntilAsync("a machine joins with it", o => MachinePoolTests.IsSettled(o, 3, cluster.Shape.Version));
            return 0;
        });
    }

    private static void Follow(ObjectView view, LeapingClock clock) => (view.Time, view.Limit) = (clock, TimeSpan.FromMinutes(10));

    internal static string? TokenOf(Objects objects) =>
        objects.Find(KubeadmTypes.KubeadmConfig, "pool").Text("spec.joinConfiguration.discovery.bootstrapToken.token");

    internal static string? TokenInBootData(Objects objects)
    {
        const string field = "token: ";
        var data = objects.Find(BuiltInTypes.Secret, "pool").Text("data.value") is { } value ? Encoding.UTF8.GetString(Convert.FromBase64String(value)) : "";
        var line = data.Split('\n').FirstOrDefault(l => l.TrimStart().StartsWith(field, StringComparison.Ordinal));
        return line?.Trim()[field.Length..].Trim('"');
    }

    internal static ObjectKey SecretOf(string token) => new("kube-system", $"bootstrap-token-{token.Split('.')[0]}");

    private static DateTimeOffset? Expiration(Objects objects, string token) =>
        objects.Find(BuiltInTypes.Secret, SecretOf(token).Name).Text("data.expiration") is { } text
            ? DateTimeOffset.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(text)), CultureInfo.InvariantCulture)
            : null;
}
