using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Warnings;

/// <summary>Services.</summary>
internal static class ServiceWarnings
{
    private const string Hints = "service.kubernetes.io/topology-aware-hints";

    public static void Add(JsonObject obj, List<string> warnings)
    {
        if (BuiltInWarnings.HasAnnotation(obj, Hints))
        {
            warnings.Add($"annotation {Hints} is deprecated, please use service.kubernetes.io/topology-mode instead");
        }

        if (obj.Map("spec") is not { } spec)
        {
            return;
        }

        var external = spec.Texts("externalIPs").ToArray();
        var (isHeadless, isName) = (spec.Text("clusterIP") == "None" && spec.Text("type") == "ClusterIP", spec.Text("type") == "ExternalName");
        if (isHeadless)
        {
            AddOfHeadless(spec, external.Length > 0, warnings);
        }

        AddEach("spec.externalIPs", external, AddressWarnings.AddOfIp, warnings);
        if (external.Length > 0 && !isHeadless && !isName)
        {
            warnings.Add("spec.externalIPs is deprecated and may no longer be implemented in some clusters");
        }

        if (spec.Text("loadBalancerIP") is { Length: > 0 } balancer)
        {
            AddressWarnings.AddOfIp("spec.loadBalancerIP", balancer, warnings);
        }

        AddEach("spec.loadBalancerSourceRanges", spec.Texts("loadBalancerSourceRanges"), AddressWarnings.AddOfCidr, warnings);
        if (isName && external.Length > 0)
        {
            warnings.Add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
        }

        if (!isName && spec.Text("externalName").Length > 0)
        {
            warnings.Add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
        }

        if (spec.Text("trafficDistribution") == "PreferClose")
        {
            warnings.Add("spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
        }
    }

    private static void AddOfHeadless(JsonObject spec, bool hasExternal, List<string> warnings)
    {
        if (spec.Text("loadBalancerIP").Length > 0)
        {
            warnings.Add("spec.loadBalancerIP is ignored for headless services");
        }

        if (hasExternal)
        {
            warnings.Add("spec.externalIPs is ignored for headless services");
        }

        if (spec.Text("sessionAffinity") is not ("" or "None"))
        {
            warnings.Add("spec.SessionAffinity is ignored for headless services");
        }
    }

    private static void AddEach(string at, IEnumerable<string> values, Action<string, string, List<string>> add, List<string> warnings)
    {
        var i = 0;
        foreach (var value in values)
        {
            add($"{at}[{i++}]", value, warnings);
        }
    }
}
