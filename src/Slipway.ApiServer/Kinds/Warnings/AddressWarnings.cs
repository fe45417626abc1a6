using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Warnings;

/// <summary>Addresses that are written in a form which not all programs read alike.</summary>
internal static class AddressWarnings
{
    public static void AddOfIp(string at, string text, List<string> warnings)
    {
        if (!Addresses.TryParse(text, out var address))
        {
            return;
        }

        var canonical = Addresses.Canonical(address);
        if (IsAmbiguous(text, address))
        {
            warnings.Add($"{at}: non-standard IP address {GoText.Quote(text)} is invalid: use {GoText.Quote(canonical)}");
        }
        else if (canonical != text)
        {
            warnings.Add($"{at}: IPv6 address {GoText.Quote(text)} should be in RFC 5952 canonical format ({GoText.Quote(canonical)})");
        }
    }

    public static void AddOfCidr(string at, string text, List<string> warnings)
    {
        if (!Addresses.TryParseNetwork(text, out var address, out var bits))
        {
            return;
        }

        var before = warnings.Count;
        var (ip, network) = (Addresses.Canonical(address), Addresses.Canonical(Addresses.Masked(address, bits)));
        if (network != ip)
        {
            var single = $"{ip}/{(address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}";
            warnings.Add(
                $"{at}: CIDR value {GoText.Quote(text)} is ambiguous in this context (should be {GoText.Quote($"{network}/{bits}")} or {GoText.Quote(single)}?)");
        }

        if (IsAmbiguous(text, address))
        {
            warnings.Add($"{at}: non-standard CIDR value {GoText.Quote(text)} is invalid: use {GoText.Quote($"{network}/{bits}")}");
        }

        if (warnings.Count == before && $"{ip}/{bits}" != text)
        {
            warnings.Add($"{at}: IPv6 CIDR value {GoText.Quote(text)} should be in RFC 5952 canonical format ({GoText.Quote($"{ip}/{bits}")})");
        }
    }

    /// <summary>The blocks of a NetworkPolicy.</summary>
    public static void AddOfPolicy(JsonObject? spec, List<string> warnings)
    {
        foreach (var (direction, peers) in (ReadOnlySpan<(string, string)>)[("ingress", "from"), ("egress", "to")])
        {
            foreach (var (i, rule) in KindRules.Items(spec, direction).Index())
            {
                foreach (var (j, peer) in KindRules.Items(rule, peers).Index())
                {
                    var at = $"spec.{direction}[{i}].{peers}[{j}].ipBlock";
                    foreach (var (k, except) in (peer.Map("ipBlock")?.Texts("except").Prepend(peer.Map("ipBlock")!.Text("cidr")) ?? []).Index())
                    {
                        AddOfCidr(k == 0 ? $"{at}.cidr" : $"{at}.except[{k - 1}]", except, warnings);
                    }
                }
            }
        }
    }

    /// <summary>A list of objects with an address each.</summary>
    public static void AddOfList(string at, string suffix, IEnumerable<JsonObject> items, List<string> warnings)
    {
        foreach (var (i, item) in items.Index())
        {
            AddOfIp($"{at}[{i}]{suffix}", item.Text("ip"), warnings);
        }
    }

    private static bool IsAmbiguous(string text, IPAddress address) => Addresses.HasLeadingZeros(text) || address.IsIPv4MappedToIPv6;
}
