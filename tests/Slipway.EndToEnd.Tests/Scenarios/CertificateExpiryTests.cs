using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Simulation;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A control plane in the days before certificates run out, by a clock that leaps.</summary>
public sealed class CertificateExpiryTests(CertificateExpiryTests.Birth birth) : IClassFixture<CertificateExpiryTests.Birth>
{
    private const ulong Seed = 7;
    private const int DaysBefore = 30;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ClusterShape Shape = new(3, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Machines_AreReplacedWhenTheirDayComes_NotBefore()
    {
        var born = await birth.State;
        await LiveAsync(born, born.Expiry.AddDays(-DaysBefore) - (2 * Minute), async (plane, cluster, clock) =>
        {
            await Task.Delay(Minute, clock, Token);
            Assert.Equal(born.Machines, Machines(cluster));

            cluster.View.Always(o => o.Of(CoreTypes.Machine).Count is > 4 and var count ? $"{count} Machines" : null);
            await cluster.View.UntilAsync("the first is being replaced", o => o.Of(CoreTypes.Machine).Count == 4);
            cluster.View.Limit = 10 * Minute;
            await cluster.View.UntilAsync("all machines are replaced", o => o.Of(CoreTypes.Machine).All(m => !born.Machines.Contains(m.Name())));
            await cluster.SettledAsync();
            await cluster.View.UntilAsync(
                "the new ones have a year", o => o.Of(CoreTypes.Machine).All(m => Expiry(m) > clock.GetUtcNow().AddDays(364)));

            // And nothing more comes of it.
            await Task.Delay(Minute, clock, Token);
            var rest = await plane.RevisionsAsync();
            await Task.Delay(5 * Minute, clock, Token);
            Assert.Equal(rest, await plane.RevisionsAsync());
            Assert.Empty(cluster.View.Violations);
        });
    }

    [Fact]
    public async Task Kubeconfig_IsRenewedAtHalfOfItsLife_NotBefore()
    {
        var born = await birth.State;
        var (_, until) = Validity(born.Kubeconfig);
        await LiveAsync(born, until - (TimeSpan.FromDays(365) / 2) - (2 * Minute), async (_, cluster, clock) =>
        {
            await Task.Delay(Minute, clock, Token);
            Assert.Equal(born.Kubeconfig, Kubeconfig(cluster));

            await cluster.View.UntilAsync(
                "the kubeconfig is renewed", o => KubeconfigOf(o) is { } renewed && renewed != born.Kubeconfig && Validity(renewed).Until > clock.GetUtcNow().AddDays(364));
            Assert.Equal(born.Machines, Machines(cluster));
        });
    }

    private static async Task LiveAsync(Born born, DateTimeOffset at, Func<TestPlane, TestCluster, LeapingClock, Task> live)
    {
        var clock = new LeapingClock(at);
        await OneThread.RunAsync(Seed, clock, async () =>
        {
            await using var plane = await TestPlane.StartServerAsync(Transport.Simulated, clock, born.Plane, new SeededRandom(Seed, "later"));
            await using var cluster = await FollowAsync(plane, clock);

            // Long before anybody looks again for another reason.
            cluster.View.Limit = 2 * Minute;
            await plane.StartControllersAsync();
            await live(plane, cluster, clock);
            return 0;
        });
    }

    private static async Task<TestCluster> FollowAsync(TestPlane plane, LeapingClock clock)
    {
        var cluster = await TestCluster.FollowAsync(plane.Client, Shape);
        (cluster.View.Time, cluster.View.Limit) = (clock, 10 * Minute);
        return cluster;
    }

    private static IReadOnlyList<string> Machines(TestCluster cluster) =>
        cluster.View.Read(o => o.Of(CoreTypes.Machine).Select(m => m.Name()).Order(StringComparer.Ordinal).ToList());

    private static string Kubeconfig(TestCluster cluster) => cluster.View.Read(KubeconfigOf)!;

    private static string? KubeconfigOf(Objects objects) =>
        objects.Find(BuiltInTypes.Secret, "demo-kubeconfig").Text("data.value") is { } value ? Encoding.UTF8.GetString(Convert.FromBase64String(value)) : null;

    private static (DateTimeOffset From, DateTimeOffset Until) Validity(string kubeconfig)
    {
        const string field = "client-certificate-data:";
        var line = kubeconfig.Split('\n').First(l => l.Contains(field, StringComparison.Ordinal));
        var pem = Encoding.ASCII.GetString(Convert.FromBase64String(line[(line.IndexOf(field, StringComparison.Ordinal) + field.Length)..].Trim().Trim('"')));
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return (new(certificate.NotBefore), new(certificate.NotAfter));
    }

    private static DateTimeOffset? Expiry(JsonNode machine) => machine.Text("status.certificatesExpiryDate") is { } date
        ? DateTimeOffset.Parse(date, CultureInfo.InvariantCulture)
        : null;

    /// <summary>A cluster as it was born.</summary>
    /// <param name="Plane">What others can go on from.</param>
    /// <param name="Machines">Its machines.</param>
    /// <param name="Expiry">When the first certificate of its API servers runs out.</param>
    /// <param name="Kubeconfig">Its admin's.</param>
    internal sealed record Born(PlaneState Plane, IReadOnlyList<string> Machines, DateTimeOffset Expiry, string Kubeconfig);

    /// <summary>Is lived once.</summary>
    public sealed class Birth
    {
        private readonly Lazy<Task<Born>> _state = new(BeginAsync);

        internal Task<Born> State => _state.Value;

        private static Task<Born> BeginAsync()
        {
            var clock = new LeapingClock(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
            return OneThread.RunAsync(Seed, clock, async () =>
            {
                await using var plane = await TestPlane.StartServerAsync(Transport.Simulated, clock, random: new SeededRandom(Seed));
                await using var cluster = await FollowAsync(plane, clock);
                await plane.StartControllersAsync();
                await cluster.ApplyAsync(WithRollout);
                await cluster.SettledAsync();
                await cluster.View.UntilAsync("all certificates are known", o => o.Of(CoreTypes.Machine).All(m => Expiry(m) is not null));
                var expiry = cluster.View.Read(o => o.Of(CoreTypes.Machine).Min(Expiry))!.Value;
                var (machines, kubeconfig) = (Machines(cluster), Kubeconfig(cluster));
                await plane.StopControllersAsync();
                return new Born(plane.Save(), machines, expiry, kubeconfig);
            });
        }

        private static void WithRollout(JsonObject body)
        {
            if (body.Text("kind") == "KubeadmControlPlane")
            {
                body["spec"]!["rollout"] = new JsonObject { ["before"] = new JsonObject { ["certificatesExpiryDays"] = DaysBefore } };
            }
        }
    }
}
