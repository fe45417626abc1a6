using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

/// <summary>Claims, pools and addresses over the embedded API server.</summary>
public sealed class IpamLifeTests
{
    private const string Namespace = "default";
    private static readonly ObjectKey Pool = new(Namespace, "pool");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claims_MoreThanAddresses_EachGetOneOfItsOwn_OverRestartsAndReleases()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.Client.CreateAsync(IpamTypes.InClusterIPPool, PoolBody("InClusterIPPool", "pool", "10.0.0.0/27", Namespace), WriteOptions.Default, Token);
        for (var i = 0; i < 40; i++)
        {
            await ClaimAsync(plane, $"claim-{i}");
            if (i is 10 or 25)
            {
                await plane.RestartCoreAsync();
            }
        }

        await plane.WaitForCountAsync(IpamTypes.IPAddress, Namespace, 29);
        var pool = await plane.WaitAsync(IpamTypes.InClusterIPPool, Pool, p => (int?)p["status"]?["ipAddresses"]?["free"] == 0);
        Assert.Equal("""{"free":0,"outOfRange":0,"total":29,"used":29}""", pool.ToJsonObject()["status"]!["ipAddresses"]!.ToJsonString());
        var given = await AddressesAsync(plane);
        Assert.Equal(29, given.Values.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(given.Values, a => a is "10.0.0.0" or "10.0.0.1" or "10.0.0.31");

        // All that is released is given to those who wait.
        var released = given.Keys.Take(11).ToList();
        foreach (var name in released)
        {
            await plane.Client.DeleteAsync(IpamTypes.IPAddressClaim, Pool with { Name = name }, DeleteOptions.Default, Token);
        }

        await plane.WaitForCountAsync(IpamTypes.IPAddressClaim, Namespace, 29);
        for (var i = 0; i < 40; i++)
        {
            if (!released.Contains($"claim-{i}", StringComparer.Ordinal))
            {
                await plane.WaitAsync(IpamTypes.IPAddressClaim, Pool with { Name = $"claim-{i}" }, c => (string?)c["status"]?["addressRef"]?["name"] is not null && Ready(c) == "Ready");
            }
        }

        Assert.Equal(29, (await AddressesAsync(plane)).Values.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Address_BelongsToItsClaimAndNamesItsPool_AndCannotGoBeforeTheClaim()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.Client.CreateAsync(IpamTypes.GlobalInClusterIPPool, PoolBody("GlobalInClusterIPPool", "all", "fd00::/120", ns: null), WriteOptions.Default, Token);
        await ClaimAsync(plane, "claim", "GlobalInClusterIPPool", "all");
        var claim = await plane.WaitAsync(IpamTypes.IPAddressClaim, Pool with { Name = "claim" }, c => Ready(c) == "Ready");
        var address = await plane.Client.GetAsync(IpamTypes.IPAddress, claim.Key, Token);
        Assert.Equal(
            """{"address":"fd00::2","claimRef":{"name":"claim"},"gateway":"fd00::1","poolRef":{"apiGroup":"ipam.cluster.x-k8s.io","kind":"GlobalInClusterIPPool","name":"all"},"prefix":120}""",
            Ordered(address.ToJsonObject()["spec"]!));
        Assert.Equal(
            [("IPAddressClaim", true, true), ("GlobalInClusterIPPool", false, true)],
            address.Metadata.OwnerReferences.Select(o => (o.Kind, o.Controller, o.BlockOwnerDeletion)));
        Assert.Equal(["ipam.cluster.x-k8s.io/ProtectAddress"], address.Metadata.Finalizers);
        Assert.Equal(["ipam.cluster.x-k8s.io/ReleaseAddress"], claim.Metadata.Finalizers);

        // Neither the address nor the pool goes before the claim.
        await plane.Client.DeleteAsync(IpamTypes.IPAddress, address.Key, DeleteOptions.Default, Token);
        var pool = ObjectKey.ClusterScoped("all");
        var used = await plane.WaitAsync(IpamTypes.GlobalInClusterIPPool, pool, p => (int?)p["status"]?["ipAddresses"]?["used"] == 1);
        await plane.Client.DeleteAsync(IpamTypes.GlobalInClusterIPPool, pool, DeleteOptions.Default, Token);
        Assert.True((await plane.Client.GetAsync(IpamTypes.IPAddress, address.Key, Token)).IsDeleting);
        Assert.True((await plane.Client.GetAsync(IpamTypes.GlobalInClusterIPPool, pool, Token)).IsDeleting);

        await plane.Client.DeleteAsync(IpamTypes.IPAddressClaim, claim.Key, DeleteOptions.Default, Token);
        await plane.WaitGoneAsync(IpamTypes.IPAddress, address);
        await plane.WaitGoneAsync(IpamTypes.IPAddressClaim, claim);
        await plane.WaitGoneAsync(IpamTypes.GlobalInClusterIPPool, used);
    }

    [Fact]
    public async Task Claim_OfAClusterThatIsPausedOrMissing_OrOfAnotherProvider_IsLeftAlone()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.Client.CreateAsync(IpamTypes.InClusterIPPool, PoolBody("InClusterIPPool", "pool", "10.0.0.0/27", Namespace), WriteOptions.Default, Token);
        await plane.ApplyAsync(["""{"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Cluster","metadata":{"name":"demo","namespace":"default"},"spec":{"paused":true,"controlPlaneRef":{"apiGroup":"c","kind":"C","name":"c"}}}"""]);
        await ClaimAsync(plane, "paused", cluster: "demo");
        await ClaimAsync(plane, "missing", cluster: "nowhere");
        await ClaimAsync(plane, "foreign", "SomePool");
        await ClaimAsync(plane, "own");
        await plane.WaitAsync(IpamTypes.IPAddressClaim, Pool with { Name = "own" }, c => Ready(c) == "Ready");
        Assert.Equal(["own"], (await AddressesAsync(plane)).Keys);

        await PatchAsync(plane, CoreTypes.Cluster, "demo", """{"spec":{"paused":false}}""");
        await plane.WaitAsync(IpamTypes.IPAddressClaim, Pool with { Name = "paused" }, c => Ready(c) == "Ready");
        var foreign = await plane.Client.GetAsync(IpamTypes.IPAddressClaim, Pool with { Name = "foreign" }, Token);
        Assert.Empty(foreign.Metadata.Finalizers);
        Assert.Null(foreign.ToJsonObject()["status"]);
    }

    [Fact]
    public async Task Address_WithAGracePeriod_IsKeptForSoLong()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        var body = PoolBody("InClusterIPPool", "pool", "10.0.0.9", Namespace);
        body["spec"]!["addressReuseGracePeriodSeconds"] = 3600;
        await plane.Client.CreateAsync(IpamTypes.InClusterIPPool, body, WriteOptions.Default, Token);
        await ClaimAsync(plane, "first");
        var first = await plane.WaitAsync(IpamTypes.IPAddressClaim, Pool with { Name = "first" }, c => Ready(c) == "Ready");
        await plane.Client.DeleteAsync(IpamTypes.IPAddressClaim, first.Key, DeleteOptions.Default, Token);
        await ClaimAsync(plane, "second");
        await plane.WaitAsync(IpamTypes.IPAddressClaim, Pool with { Name = "second" }, c => Ready(c) == "PoolExhausted");

        await PatchAsync(plane, IpamTypes.InClusterIPPool, "pool", """{"spec":{"addressReuseGracePeriodSeconds":0}}""");
        await plane.WaitGoneAsync(IpamTypes.IPAddressClaim, first);
        await plane.WaitAsync(IpamTypes.IPAddressClaim, Pool with { Name = "second" }, c => Ready(c) == "Ready");
    }

    private static JsonObject PoolBody(string kind, string name, string addresses, string? ns)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null)
        {
            metadata["namespace"] = ns;
        }

        var isWide = addresses.Contains(':', StringComparison.Ordinal);
        return new JsonObject
        {
            ["apiVersion"] = "ipam.cluster.x-k8s.io/v1alpha2",
            ["kind"] = kind,
            ["metadata"] = metadata,
            ["spec"] = new JsonObject
            {
                ["addresses"] = new JsonArray(addresses),
                ["prefix"] = isWide ? 120 : 27,
                ["gateway"] = isWide ? "fd00::1" : "10.0.0.1",
            },
        };
    }

    private static Task ClaimAsync(SimulatedPlane plane, string name, string kind = "InClusterIPPool", string pool = "pool", string? cluster = null)
    {
        var spec = new JsonObject { ["poolRef"] = new JsonObject { ["apiGroup"] = "ipam.cluster.x-k8s.io", ["kind"] = kind, ["name"] = pool } };
        if (cluster is not null)
        {
            spec["clusterName"] = cluster;
        }

        var body = new JsonObject
        {
            ["apiVersion"] = "ipam.cluster.x-k8s.io/v1beta2",
            ["kind"] = "IPAddressClaim",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Namespace },
            ["spec"] = spec,
        };
        return plane.Client.CreateAsync(IpamTypes.IPAddressClaim, body, WriteOptions.Default, Token);
    }

    private static Task PatchAsync(SimulatedPlane plane, ResourceType type, string name, string patch) =>
        plane.Client.PatchAsync(type, Pool with { Name = name }, KubePatch.Merge((JsonObject)JsonNode.Parse(patch)!), WriteOptions.Default, Token);

    private static async Task<Dictionary<string, string>> AddressesAsync(SimulatedPlane plane) =>
        (await plane.Client.ListAsync(IpamTypes.IPAddress, Namespace, ListOptions.All, Token)).Items
            .ToDictionary(a => a.Key.Name, a => (string)a.ToJsonObject()["spec"]!["address"]!, StringComparer.Ordinal);

    private static string Ordered(JsonNode spec) =>
        new JsonObject(spec.AsObject().OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))).ToJsonString();

    private static string? Ready(JsonObject claim) =>
        (string?)(claim["status"]?["conditions"] as JsonArray)?.FirstOrDefault(c => (string?)c?["type"] == "Ready")?["reason"];
}
