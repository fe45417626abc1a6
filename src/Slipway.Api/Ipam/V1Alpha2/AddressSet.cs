using System.Collections.Immutable;

namespace Slipway.Api.Ipam.V1Alpha2;

/// <summary>Addresses of one family, as ranges that neither overlap nor touch, lowest first.</summary>
public sealed class AddressSet
{
    private AddressSet(ImmutableArray<AddressRange> ranges) => Ranges = ranges;

    /// <summary>The ranges.</summary>
    public ImmutableArray<AddressRange> Ranges { get; }

    /// <summary>How many addresses there are; 2^63 - 1 when there are more.</summary>
    public long Count
    {
        get
        {
            UInt128 count = 0;
            foreach (var range in Ranges)
            {
                var size = range.To - range.From;
                if (size >= long.MaxValue || (count += size + 1) >= long.MaxValue)
                {
                    return long.MaxValue;
                }
            }

            return (long)count;
        }
    }

    /// <summary>
    /// The addresses that a pool gives: those it has, without those excluded, reserved or its gateway. Null when the spec cannot be read.
    /// </summary>
    public static AddressSet? Of(InClusterIPPoolSpec spec)
    {
        var (addresses, excluded) = (Parse(spec.Addresses), Parse(spec.ExcludedAddresses));
        if (addresses is not { Count: > 0 } || excluded is null || addresses.Exists(a => a.Bits != addresses[0].Bits))
        {
            return null;
        }

        var set = Union(addresses);
        if (spec.Gateway is { Length: > 0 } text)
        {
            if (AddressRange.Parse(text) is not { } gateway)
            {
                return null;
            }

            excluded.Add(gateway);
        }

        if (spec.AllocateReservedIPAddresses != true && set.Ranges[0].Network(spec.Prefix ?? 0) is { } network)
        {
            excluded.Add(network with { To = network.From });
            if (network.Bits == 32)
            {
                excluded.Add(network with { From = network.To });
            }
        }

        return set.Without(excluded);
    }

    /// <summary>Whether an address is among these.</summary>
    public bool Contains(AddressRange address) => Ranges.Any(r => r.Contains(address));

    /// <summary>The lowest address that is not taken; null when all are.</summary>
    public AddressRange? FirstFree(Func<AddressRange, bool> isTaken)
    {
        foreach (var range in Ranges)
        {
            for (var at = range.From; ; at++)
            {
                var address = range with { From = at, To = at };
                if (!isTaken(address))
                {
                    return address;
                }

                if (at == range.To)
                {
                    break;
                }
            }
        }

        return null;
    }

    private static List<AddressRange>? Parse(List<string>? texts)
    {
        var ranges = (texts ?? []).ConvertAll(AddressRange.Parse);
        return ranges.Contains(null) ? null : ranges.ConvertAll(r => r!.Value);
    }

    private static AddressSet Union(IEnumerable<AddressRange> ranges)
    {
        List<AddressRange> merged = [];
        foreach (var range in ranges.OrderBy(r => r.From))
        {
            if (merged.Count > 0 && (range.From == 0 || range.From - 1 <= merged[^1].To))
            {
                merged[^1] = merged[^1] with { To = UInt128.Max(merged[^1].To, range.To) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return new AddressSet([.. merged]);
    }

    private AddressSet Without(IEnumerable<AddressRange> others)
    {
        List<AddressRange> left = [.. Ranges];
        foreach (var other in others)
        {
            left = [.. left.SelectMany(range => Subtract(range, other))];
        }

        return new AddressSet([.. left]);
    }

    private static IEnumerable<AddressRange> Subtract(AddressRange range, AddressRange other)
    {
        if (other.Bits != range.Bits || other.To < range.From || range.To < other.From)
        {
            yield return range;
            yield break;
        }

        if (range.From < other.From)
        {
            yield return range with { To = other.From - 1 };
        }

        if (other.To < range.To)
        {
            yield return range with { From = other.To + 1 };
        }
    }
}
