using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Services: the defaults of their ports and traffic, and what an update keeps of what was allocated.</summary>
internal sealed class ServiceRules : WalkedRules
{
    private const int DefaultAffinitySeconds = 10800;

    private static readonly string[] Allocated = ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"];

    public override NameRule NameRule => NameRule.Label;

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
    }

    public override void PrepareUpdate(JsonObject obj, JsonObject old)
    {
        var (spec, before) = (obj.Ensure("spec"), old.Map("spec") ?? []);
        if (spec.Text("type") == "ExternalName")
        {
            // What an address is needed for is given up, unless somebody asks for another one.
            foreach (var field in before.Text("type") == "ExternalName" ? [] : Allocated)
            {
                if (JsonNode.DeepEquals(spec[field], before[field]))
                {
                    spec.Remove(field);
                }
            }

            if (JsonNode.DeepEquals(spec["internalTrafficPolicy"], before["internalTrafficPolicy"]))
            {
                spec.Remove("internalTrafficPolicy");
            }
        }
        else if (before.Text("type") != "ExternalName")
        {
            KeepAddress(spec, before);
        }

        if (spec.Text("type") is "NodePort" or "LoadBalancer")
        {
            KeepNodePorts(spec, before);
        }
        else
        {
            DropNodePorts(spec, before);
        }
    }

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old) => ServiceChecks.Check(check, obj, old);

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old)
    {
        using (check.In("status"))
        using (check.In("loadBalancer"))
        {
            var isBalancer = obj.Map("spec")?.Text("type") == "LoadBalancer";
            BalancerStatusChecks.Check(check, obj.Map("status")?.Map("loadBalancer") ?? [], isBalancer, old.Map("status")?.Map("loadBalancer"));
        }
    }

    private static void KeepAddress(JsonObject spec, JsonObject before)
    {
        // Who changes the one address means the list too.
        if (spec.Text("clusterIP") is { Length: > 0 } ip && ip != before.Text("clusterIP")
            && JsonNode.DeepEquals(spec["clusterIPs"], before["clusterIPs"]))
        {
            spec["clusterIPs"] = new JsonArray(ip);
        }

        if (spec.Text("clusterIP").Length == 0)
        {
            spec.RestoreFrom("clusterIP", before);
        }

        foreach (var field in Allocated[1..])
        {
            if (spec[field] is null)
            {
                spec.RestoreFrom(field, before);
            }
        }
    }

    private static void KeepNodePorts(JsonObject spec, JsonObject before)
    {
        foreach (var port in Items(spec, "ports").Where(p => p.Integer("nodePort") is null or 0))
        {
            var same = Items(before, "ports").FirstOrDefault(p => p.Text("protocol") == port.Text("protocol") && p.Integer("port") == port.Integer("port"));
            if (same?["nodePort"] is { } number)
            {
                port["nodePort"] = number.DeepClone();
            }
        }
    }

    // Ports and policies of a type that the service no longer is, as far as the client did not touch them.
    private static void DropNodePorts(JsonObject spec, JsonObject before)
    {
        if (before.Text("type") is not ("NodePort" or "LoadBalancer"))
        {
            return;
        }

        foreach (var port in Items(spec, "ports"))
        {
            if (Items(before, "ports").Any(p => p.Integer("nodePort") == port.Integer("nodePort")))
            {
                port.Remove("nodePort");
            }
        }

        foreach (var field in (ReadOnlySpan<string>)["externalTrafficPolicy", "allocateLoadBalancerNodePorts", "healthCheckNodePort", "loadBalancerClass"])
        {
            if (JsonNode.DeepEquals(spec[field], before[field]) && !(field == "externalTrafficPolicy" && spec.List("externalIPs") is { Count: > 0 }))
            {
                spec.Remove(field);
            }
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
}
