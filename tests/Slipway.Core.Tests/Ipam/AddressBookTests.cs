using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Core.Ipam;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Ipam;

/// <summary>No address is chosen twice, whatever the watch has told so far.</summary>
public sealed class AddressBookTests
{
    private static readonly AddressSet Four = AddressSet.Of(new InClusterIPPoolSpec { Addresses = ["10.0.0.1-10.0.0.4"], Prefix = 24 })!;
    private readonly AddressBook _book = new();

    [Fact]
    public void Choices_ThatNobodyHasSeenYet_AreNotGivenAgain_AndStandWhenAskedAgain()
    {
        Assert.Equal(["10.0.0.1", "10.0.0.2", "10.0.0.1"], [Choose("a"), Choose("b"), Choose("a")]);
    }

    [Fact]
    public void Addresses_ThatTheWatchTells_AreTaken_UntilItTellsThatTheyAreGone()
    {
        _book.Take(Key("other"), Address("other", "10.0.0.1"));
        Assert.Equal("10.0.0.2", Choose("a"));
        _book.Take(Key("a"), Address("a", "10.0.0.2"));
        Assert.Equal("10.0.0.3", Choose("b"));
        _book.Take(Key("other"), null);
        Assert.Equal("10.0.0.1", Choose("c"));
        _book.Take(Key("a"), null);
        Assert.Equal("10.0.0.2", Choose("d"));
    }

    [Fact]
    public void Choice_OfAClaimThatIsGone_IsFreeAgain()
    {
        Choose("a");
        _book.Forget(Key("a"));
        Assert.Equal("10.0.0.1", Choose("b"));
    }

    [Fact]
    public void Claims_ThatGotNothing_HearOfEachAddressThatTheyMayHave()
    {
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            Choose(name);
        }

        Assert.Null(Choose("late"));
        Assert.Null(Choose("late", "two"));
        _book.Forget(Key("b", "elsewhere"));
        Assert.False(_book.Hopeful.TryRead(out _));
        _book.Forget(Key("b"));
        _book.Take(Key("c"), Address("c", "10.0.0.3"));
        _book.Take(Key("c"), null);
        Assert.True(_book.Hopeful.TryRead(out var hopeful) && hopeful == Key("late"));
        Assert.Equal("10.0.0.2", Choose("late", "two"));
        while (_book.Hopeful.TryRead(out _))
        {
        }

        _book.Forget(Key("d"));
        Assert.False(_book.Hopeful.TryRead(out _));
    }

    [Fact]
    public void Choice_ThatThePoolHasNoMore_IsMadeAnew()
    {
        Choose("a");
        var other = AddressSet.Of(new InClusterIPPoolSpec { Addresses = ["10.0.0.9"], Prefix = 24 })!;
        Assert.Equal("10.0.0.9", Choose("a", set: other));
        Assert.Equal("10.0.0.1", Choose("b"));
    }

    [Fact]
    public void Pools_ThatOverlap_DoNotGiveTheSameAddress_UnlessTheirNamespacesDiffer()
    {
        Assert.Equal("10.0.0.1", Choose("a", "one"));
        Assert.Equal("10.0.0.2", Choose("b", "two"));
        Assert.Equal("10.0.0.1", Choose("a", "one", "elsewhere"));
        Assert.Equal("10.0.0.3", Choose("c", pool: null));
        Assert.Equal("10.0.0.2", Choose("d", "one", "elsewhere"));
        Assert.Equal("10.0.0.4", Choose("e", pool: null, "elsewhere"));
        Assert.Null(Choose("f", pool: null));
        Assert.Null(Choose("f", "one"));
    }

    [Fact]
    public void Counts_TellWhatIsGivenFreeAndOutOfRange()
    {
        _book.Take(Key("a"), Address("a", "10.0.0.1"));
        _book.Take(Key("b"), Address("b", "10.0.0.200"));
        _book.Take(Key("c"), Address("c", "10.0.0.2", "another"));
        var counts = _book.Count(Pool("pool"), Four);
        Assert.Equal((4, 2, 2, 1), (counts.Total, counts.Used, counts.Free, counts.OutOfRange));
        Assert.True(_book.IsUsed(Pool("another")));
        Assert.False(_book.IsUsed(Pool("third")));
    }

    private static ObjectKey Key(string name, string ns = "default") => new(ns, name);

    private static PoolKey Pool(string? name, string ns = "default") => PoolKey.Of(
        new() { ApiGroup = "ipam.cluster.x-k8s.io", Kind = name is null ? "GlobalInClusterIPPool" : "InClusterIPPool", Name = name ?? "all" }, ns)!.Value;

    private string? Choose(string claim, string? pool = "pool", string ns = "default", AddressSet? set = null) =>
        _book.Choose(Key(claim, ns), Pool(pool, ns), set ?? Four) is { } address ? AddressRange.Text(address.From, address.Bits) : null;

    private static KubeObject Address(string name, string address, string pool = "pool") => KubeObject.From(new JsonObject
    {
        ["apiVersion"] = IpamTypes.IPAddress.Kind.ApiVersion,
        ["kind"] = "IPAddress",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
        ["spec"] = new JsonObject
        {
            ["address"] = address,
            ["poolRef"] = new JsonObject { ["apiGroup"] = "ipam.cluster.x-k8s.io", ["kind"] = "InClusterIPPool", ["name"] = pool },
        },
    });
}
