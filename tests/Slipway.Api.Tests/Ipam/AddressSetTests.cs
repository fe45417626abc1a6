using System.Text.Json;
using CsCheck;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Serialization;

namespace Slipway.Api.Tests.Ipam;

/// <summary>Which addresses a pool gives.</summary>
public sealed class AddressSetTests
{
    [Theory]
    [InlineData("""{"addresses":["10.0.0.5","10.0.0.3-10.0.0.4"],"prefix":24}""", "10.0.0.3-10.0.0.5", 3)]
    [InlineData("""{"addresses":["10.0.0.0/30"],"prefix":30}""", "10.0.0.1-10.0.0.2", 2)]
    [InlineData("""{"addresses":["10.0.0.0/30"],"prefix":30,"allocateReservedIPAddresses":true}""", "10.0.0.0-10.0.0.3", 4)]
    [InlineData("""{"addresses":["10.0.0.0/30"],"prefix":24}""", "10.0.0.1-10.0.0.3", 3)]
    [InlineData("""{"addresses":["10.0.0.0/29"],"prefix":29,"gateway":"10.0.0.1","excludedAddresses":["10.0.0.3-10.0.0.4"]}""", "10.0.0.2 10.0.0.5-10.0.0.6", 3)]
    [InlineData("""{"addresses":["10.0.0.1-10.0.0.9","10.0.0.5-10.0.0.15"],"prefix":24}""", "10.0.0.1-10.0.0.15", 15)]
    [InlineData("""{"addresses":["10.0.0.10"],"prefix":24,"excludedAddresses":["10.0.0.0/24"]}""", "", 0)]
    [InlineData("""{"addresses":["fd00::/126"],"prefix":126}""", "fd00::1-fd00::3", 3)]
    [InlineData("""{"addresses":["fd00::/64"],"prefix":64,"gateway":"fd00::1"}""", "fd00::2-fd00::ffff:ffff:ffff:ffff", long.MaxValue)]
    [InlineData("""{"addresses":["::/0"],"prefix":0,"allocateReservedIPAddresses":true}""", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", long.MaxValue)]
    [InlineData("""{"addresses":["255.255.255.255"],"prefix":32,"allocateReservedIPAddresses":true}""", "255.255.255.255", 1)]
    public void Set_OfASpec_LeavesOutWhatIsReservedExcludedOrTheGateway(string spec, string expected, long count)
    {
        var set = AddressSet.Of(JsonSerializer.Deserialize(spec, ApiJson.TypeInfo<InClusterIPPoolSpec>())!)!;
        Assert.Equal(expected, string.Join(' ', set.Ranges.Select(Text)));
        Assert.Equal(count, set.Count);
    }

    [Theory]
    [InlineData("""{"addresses":["10.0.0.1","fd00::1"],"prefix":24}""")]
    [InlineData("""{"addresses":["nonsense"],"prefix":24}""")]
    [InlineData("""{"addresses":["10.0.0.1"],"prefix":24,"gateway":"nonsense"}""")]
    [InlineData("""{"prefix":24}""")]
    public void Spec_ThatCannotBeRead_HasNoSet(string spec) =>
        Assert.Null(AddressSet.Of(JsonSerializer.Deserialize(spec, ApiJson.TypeInfo<InClusterIPPoolSpec>())!));

    [Fact]
    public void FirstFree_AtTheEndOfAFamily_Ends()
    {
        var set = AddressSet.Of(new InClusterIPPoolSpec { Addresses = ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"], Prefix = 64 })!;
        Assert.Null(set.FirstFree(static _ => true));
    }

    [Fact]
    public void Set_OfRanges_HasJustTheAddressesInThemAndNotExcluded()
    {
        var range = Gen.Int[0, 40].Select(Gen.Int[0, 40], (a, b) => (From: Math.Min(a, b), To: Math.Max(a, b)));
        Gen.Select(range.List[1, 4], range.List[0, 4]).Sample((had, excluded) =>
        {
            static string Write((int From, int To) r) => $"10.0.0.{r.From}-10.0.0.{r.To}";
            var set = AddressSet.Of(new InClusterIPPoolSpec
            {
                Addresses = had.ConvertAll(Write),
                ExcludedAddresses = excluded.ConvertAll(Write),
                Prefix = 24,
                AllocateReservedIPAddresses = true,
            })!;
            var expected = Enumerable.Range(0, 41).Where(i => had.Exists(r => r.From <= i && i <= r.To) && !excluded.Exists(r => r.From <= i && i <= r.To)).ToList();
            var actual = Enumerable.Range(0, 41).Where(i => set.Contains(AddressRange.Parse($"10.0.0.{i}")!.Value)).ToList();
            return expected.SequenceEqual(actual) && set.Count == expected.Count;
        });
    }

    private static string Text(AddressRange range)
    {
        var first = AddressRange.Text(range.From, range.Bits);
        return range.From == range.To ? first : $"{first}-{AddressRange.Text(range.To, range.Bits)}";
    }
}
