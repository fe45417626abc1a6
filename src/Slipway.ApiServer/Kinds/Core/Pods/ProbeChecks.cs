using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>Probes and lifecycle handlers of a container.</summary>
internal static class ProbeChecks
{
    private static readonly string[] Handlers = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];
    private static readonly string[] Schemes = ["HTTP", "HTTPS"];

    public static void Check(FieldChecker check, JsonObject container, long gracePeriod)
    {
        if (container.Map("lifecycle") is { } lifecycle)
        {
            using (check.In("lifecycle"))
            {
                CheckHandlerIn(check, lifecycle, "postStart", gracePeriod);
                CheckHandlerIn(check, lifecycle, "preStop", gracePeriod);
            }
        }

        CheckProbe(check, container, "livenessProbe", gracePeriod);
        CheckProbe(check, container, "readinessProbe", gracePeriod);
        CheckProbe(check, container, "startupProbe", gracePeriod);
    }

    private static void CheckHandlerIn(FieldChecker check, JsonObject lifecycle, string field, long gracePeriod)
    {
        if (lifecycle.Map(field) is { } handler)
        {
            using (check.In(field))
            {
                CheckHandler(check, handler, gracePeriod);
            }
        }
    }

    private static void CheckProbe(FieldChecker check, JsonObject container, string field, long gracePeriod)
    {
        if (container.Map(field) is not { } probe)
        {
            return;
        }

        using (check.In(field))
        {
            CheckHandler(check, probe, gracePeriod);
            check.NonNegative(probe, "initialDelaySeconds");
            check.NonNegative(probe, "timeoutSeconds");
            check.NonNegative(probe, "periodSeconds");
            check.NonNegative(probe, "successThreshold");
            check.NonNegative(probe, "failureThreshold");
            check.Positive(probe, "terminationGracePeriodSeconds");
            if (field == "readinessProbe")
            {
                if (probe.Integer("terminationGracePeriodSeconds") is { } grace)
                {
                    check.Invalid("terminationGracePeriodSeconds", grace, "must not be set for readinessProbes");
                }
            }
            else if (probe.Integer("successThreshold") is not 1 and var threshold)
            {
                check.Invalid("successThreshold", threshold ?? 0, "must be 1");
            }
        }
    }

    private static void CheckHandler(FieldChecker check, JsonObject owner, long gracePeriod)
    {
        var count = 0;
        foreach (var kind in Handlers)
        {
            if (owner.Map(kind) is not { } handler)
            {
                continue;
            }

            if (count++ > 0)
            {
                check.Forbidden(kind, "may not specify more than 1 handler type");
                continue;
            }

            using (check.In(kind))
            {
                CheckAction(check, kind, handler);
            }

            if (kind == "sleep" && (handler.Integer("seconds") ?? 0) is var seconds && (seconds < 0 || seconds > gracePeriod))
            {
                check.Invalid(kind, seconds, string.Create(
                    CultureInfo.InvariantCulture, $"must be non-negative and less than terminationGracePeriodSeconds ({gracePeriod})"));
            }
        }

        if (count == 0)
        {
            check.Required("", "must specify a handler type");
        }
    }

    private static void CheckAction(FieldChecker check, string kind, JsonObject handler)
    {
        switch (kind)
        {
            case "exec" when handler.List("command") is not { Count: > 0 }:
                check.Required("command");
                break;
            case "httpGet":
                check.Need(handler, "path");
                PortChecks.CheckNumberOrName(check, handler, "port");
                check.OneOf(handler, "scheme", Schemes);
                break;
            case "tcpSocket" or "grpc":
                PortChecks.CheckNumberOrName(check, handler, "port");
                break;
            default:
                break;
        }
    }
}
