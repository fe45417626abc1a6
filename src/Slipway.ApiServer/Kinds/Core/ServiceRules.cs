using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Services: the defaults of their ports and traffic.</summary>
internal sealed class ServiceRules : KindRules
{
    private const int DefaultAffinitySeconds = 10800;

    public override NameRule NameRule => NameRule.Label1035;

    public override bool ReturnsDeletedObject => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        DefaultAffinity(spec);
        foreach (var port in Items(spec, "ports"))
        {
            if (port["targetPort"] is not JsonValue target || target.ToString() is "" or "0")
            {
                port["targetPort"] = port["port"]?.DeepClone() ?? 0;
            }
        }

        var type = spec.Text("type");
        if (type is "NodePort" or "LoadBalancer" || (type == "ClusterIP" && spec.List("externalIPs") is { Count: > 0 }))
        {
            spec.Default("externalTrafficPolicy", "Cluster");
        }

        if (type is "ClusterIP" or "NodePort" or "LoadBalancer")
        {
            spec.Default("internalTrafficPolicy", "Cluster");
        }

        if (type == "LoadBalancer")
        {
            spec.Default("allocateLoadBalancerNodePorts", true);
            foreach (var ingress in Items(obj.Map("status")?.Map("loadBalancer"), "ingress").Where(i => i.Text("ip").Length > 0))
            {
                ingress.Default("ipMode", "VIP");
            }
        }
    }

    public override void PrepareCreate(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        if (spec.Text("clusterIP") is { Length: > 0 } ip)
        {
            spec.Default("clusterIPs", new JsonArray(ip));
        }

        if (spec.Text("type") != "ExternalName")
        {
            spec.Default("ipFamilies", new JsonArray("IPv4"));
            spec.Default("ipFamilyPolicy", "SingleStack");
        }
    }

    private static void DefaultAffinity(JsonObject spec)
    {
        if (spec.Text("sessionAffinity") == "None")
        {
            spec.Remove("sessionAffinityConfig");
        }
        else if (spec.Text("sessionAffinity") == "ClientIP" && spec.Map("sessionAffinityConfig")?.Map("clientIP")?["timeoutSeconds"] is null)
        {
            spec["sessionAffinityConfig"] = new JsonObject { ["clientIP"] = new JsonObject { ["timeoutSeconds"] = DefaultAffinitySeconds } };
        }
    }

    public override void PrepareUpdate(JsonObject obj, JsonObject old)
    {
        foreach (var field in (ReadOnlySpan<string>)["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"])
        {
            if (old.Map("spec")?[field] is { } before && obj.Ensure("spec")[field] is null)
            {
                obj.Ensure("spec")[field] = before.DeepClone();
            }
        }
    }
}
