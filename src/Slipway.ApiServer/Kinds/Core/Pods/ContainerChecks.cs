using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>What the containers of a pod must say.</summary>
internal static class ContainerChecks
{
    private static readonly string[] Resizable = ["cpu", "memory"];
    private static readonly string[] Resizing = ["NotRequired", "RestartContainer"];
    private static readonly string[] MessagePolicies = ["File", "FallbackToLogsOnError"];
    private static readonly string[] PullPolicies = ["Always", "IfNotPresent", "Never"];
    private static readonly string[] RestartPolicies = ["Always", "Never", "OnFailure"];

    // Of init containers that end before the others start.
    private static readonly string[] OnlyForSidecars = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];

    public static void Check(FieldChecker check, JsonObject spec, IReadOnlyDictionary<string, JsonObject> volumes)
    {
        if (spec.List("containers") is not { Count: > 0 })
        {
            check.Required("containers");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var grace = spec.Integer("terminationGracePeriodSeconds") ?? 0;
        foreach (var container in check.Each(spec, "containers"))
        {
            CheckCommon(check, container, volumes);
            CheckName(check, container, names);
            ProbeChecks.Check(check, container, grace);
            check.OneOf(container, "restartPolicy", RestartPolicies);
        }

        CheckHostPorts(check, spec);
        foreach (var container in check.Each(spec, "initContainers"))
        {
            CheckInit(check, container, volumes, names, grace);
        }

        foreach (var container in check.Each(spec, "ephemeralContainers"))
        {
            CheckCommon(check, container, volumes);
            CheckName(check, container, names);
        }
    }

    private static void CheckInit(
        FieldChecker check, JsonObject container, IReadOnlyDictionary<string, JsonObject> volumes, HashSet<string> names, long grace)
    {
        CheckCommon(check, container, volumes);
        check.OneOf(container, "restartPolicy", RestartPolicies);
        CheckName(check, container, names);
        if (container.Text("restartPolicy") == "Always")
        {
            ProbeChecks.Check(check, container, grace);
            return;
        }

        foreach (var field in OnlyForSidecars)
        {
            if (container.ContainsKey(field))
            {
                check.Forbidden(field, "may not be set for init containers without restartPolicy=Always");
            }
        }
    }

    private static void CheckName(FieldChecker check, JsonObject container, HashSet<string> names)
    {
        if (!names.Add(container.Text("name")))
        {
            check.Duplicate("name", container.Text("name"));
        }
    }

    private static void CheckCommon(FieldChecker check, JsonObject container, IReadOnlyDictionary<string, JsonObject> volumes)
    {
        if (check.Need(container, "name"))
        {
            check.Name(container, "name", NameRule.Label);
        }

        check.Need(container, "image");
        check.NeedOneOf(container, "terminationMessagePolicy", MessagePolicies);
        PortChecks.Check(check, container);
        EnvironmentChecks.Check(check, container);
        MountChecks.Check(check, container, volumes);
        check.NeedOneOf(container, "imagePullPolicy", PullPolicies);
        if (container.Map("resources") is { Count: > 0 } resources)
        {
            using (check.In("resources"))
            {
                ResourceChecks.Check(check, resources);
            }
        }

        CheckResizing(check, container);
        SecurityChecks.OfContainer(check, container);
    }

    private static void CheckResizing(FieldChecker check, JsonObject container)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, policy) in KindRules.Items(container, "resizePolicy").Index())
        {
            var (resource, restart) = (policy.Text("resourceName"), policy.Text("restartPolicy"));
            if (!seen.Add(resource))
            {
                check.Duplicate($"resizePolicy[{i}]", resource);
            }

            CheckChoice(check, resource, Resizable);
            CheckChoice(check, restart, Resizing);
        }
    }

    private static void CheckChoice(FieldChecker check, string value, string[] choices)
    {
        if (value.Length == 0)
        {
            check.Required("resizePolicy");
        }
        else if (Array.IndexOf(choices, value) < 0)
        {
            check.NotSupported("resizePolicy", value, choices);
        }
    }

    private static void CheckHostPorts(FieldChecker check, JsonObject spec)
    {
        HashSet<string>? taken = null;
        foreach (var container in check.Each(spec, "containers"))
        {
            foreach (var port in check.Each(container, "ports"))
            {
                if (port.Integer("hostPort") is not (null or 0))
                {
                    var key = $"{port.Text("protocol")}/{port.Text("hostIP")}/{port["hostPort"]}";
                    if (!(taken ??= new HashSet<string>(StringComparer.Ordinal)).Add(key))
                    {
                        check.Duplicate("hostPort", key);
                    }
                }
            }
        }
    }
}
