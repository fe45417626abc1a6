using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>The ports of a Service.</summary>
internal static class ServicePortChecks
{
    /// <summary>Checks each port.</summary>
    public static void Check(FieldChecker check, JsonObject spec)
    {
        var needsName = spec.List("ports")?.Count > 1;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in check.Each(spec, "ports"))
        {
            if (port.Text("name") is not { Length: > 0 } name)
            {
                if (needsName)
                {
                    check.Required("name");
                }
            }
            else
            {
                check.Name(port, "name", NameRule.Label);
                if (!names.Add(name))
                {
                    check.Duplicate("name", name);
                }
            }

            PortChecks.CheckNumber(check, port, "port");
            check.NeedOneOf(port, "protocol", PortChecks.Protocols);
            PortChecks.CheckNumberOrName(check, port, "targetPort");
            if (port.Text("appProtocol") is { Length: > 0 } protocol)
            {
                check.LabelKey("appProtocol", protocol);
            }
        }
    }

    /// <summary>Checks the ports against one another and the type.</summary>
    public static void CheckTogether(FieldChecker check, JsonObject spec)
    {
        HashSet<(string Protocol, long Number)>? nodePorts = null;
        var isInternal = spec.Text("type") == "ClusterIP";
        foreach (var port in check.Each(spec, "ports"))
        {
            if (port.Integer("nodePort") is not (null or 0) and var number)
            {
                if (isInternal)
                {
                    check.Forbidden("nodePort", "may not be used when `type` is 'ClusterIP'");
                }

                if (!(nodePorts ??= []).Add((port.Text("protocol"), number!.Value)))
                {
                    check.Duplicate("nodePort", number.Value);
                }
            }
        }

        var ports = new HashSet<(string Protocol, long Number)>();
        foreach (var port in check.Each(spec, "ports"))
        {
            if (!ports.Add((port.Text("protocol"), port.Integer("port") ?? 0)))
            {
                // As Go writes the structure of which only these two are set.
                check.AddAll([FieldError.Duplicate(check.PathOf(""), null) with
                {
                    Shown = $"{{\"Name\":\"\",\"Protocol\":{GoText.Quote(port.Text("protocol"))},\"AppProtocol\":null,\"Port\":{port["port"]},\"TargetPort\":0,\"NodePort\":0}}",
                }]);
            }
        }
    }
}
