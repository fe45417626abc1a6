using System.Text.Json.Nodes;
using Slipway.Api.Admission;

namespace Slipway.Api.Ipam.V1Alpha2;

/// <summary>Validation of pools of addresses, of a namespace or of all.</summary>
internal sealed class InClusterIPPoolRules : IKindRules<IInClusterIPPool>
{
    private const string Addresses = "spec.addresses";
    private const string Excluded = "spec.excludedAddresses";
    private const string Unreadable = "provided address is not a valid IP, range, nor CIDR";

    public void Validate(IInClusterIPPool obj, IInClusterIPPool? old, ValidationContext context)
    {
        var spec = obj.Spec ?? new InClusterIPPoolSpec();
        if (spec.Addresses is not { Count: > 0 })
        {
            context.Invalid(Addresses, List(spec.Addresses), "addresses is required");
        }

        var families = Families(Addresses, spec.Addresses, context);
        ValidateGateway(spec, families, context);
        var excluded = Families(Excluded, spec.ExcludedAddresses, context);
        if ((families.Contains(32) && excluded.Contains(128)) || (families.Contains(128) && excluded.Contains(32)))
        {
            context.Invalid(Excluded, List(spec.ExcludedAddresses), "addresses and excluded addresses are of mixed IP families");
        }

        if (context.Verdict.IsAllowed)
        {
            ValidateNetwork(spec, context);
        }
    }

    /// <summary>The families of some addresses, by their bits; tells of what cannot be read, and when they are mixed.</summary>
    private static HashSet<int> Families(string path, List<string>? addresses, ValidationContext context)
    {
        var families = new HashSet<int>();
        foreach (var text in addresses ?? [])
        {
            if (AddressRange.Parse(text) is { } range)
            {
                families.Add(range.Bits);
            }
            else
            {
                context.Invalid(path, text, Unreadable);
            }
        }

        if (families.Count > 1)
        {
            context.Invalid(path, List(addresses), "provided addresses are of mixed IP families");
        }

        return families;
    }

    private static void ValidateGateway(InClusterIPPoolSpec spec, HashSet<int> families, ValidationContext context)
    {
        const string Path = "spec.gateway";
        if (spec.Gateway is not { Length: > 0 } text)
        {
            return;
        }

        if (AddressRange.Parse(text) is not { } gateway || gateway.From != gateway.To || text.AsSpan().ContainsAny('/', '-'))
        {
            context.Invalid(Path, text, "not a valid IP address");
        }
        else if (families.Contains(gateway.Bits == 32 ? 128 : 32))
        {
            context.Invalid(Path, text, "provided gateway and addresses are of mixed IP families");
        }
    }

    private static void ValidateNetwork(InClusterIPPoolSpec spec, ValidationContext context)
    {
        var ranges = spec.Addresses!.ConvertAll(a => AddressRange.Parse(a)!.Value);
        if (ranges.MinBy(r => r.From).Network(spec.Prefix ?? 0) is not { } network)
        {
            context.Invalid("spec.prefix", spec.Prefix, "provided prefix is not valid");
            return;
        }

        for (var i = 0; i < ranges.Count; i++)
        {
            if (!network.Contains(ranges[i]))
            {
                context.Invalid(Addresses, spec.Addresses[i], "provided address belongs to a different subnet than others");
            }
        }
    }

    private static JsonArray List(List<string>? texts) => new([.. (texts ?? []).Select(t => JsonValue.Create(t))]);
}
