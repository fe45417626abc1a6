using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>A container's environment: names, and where values come from.</summary>
internal static class EnvironmentChecks
{
    private const string NameError =
        "a valid environment variable name must consist only of printable ASCII characters other than '='";

    private static readonly string[] Sources = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];

    private static readonly string[] FieldPaths =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs",
        "status.podIP", "status.podIPs",
    ];

    // What a field selector may name, and the environment may not.
    private static readonly string[] ConvertedPaths =
    [
        "metadata.annotations", "metadata.labels", "spec.restartPolicy", "spec.schedulerName", "spec.hostNetwork", "status.phase",
        "status.nominatedNodeName",
    ];

    private static readonly string[] ResourcePaths =
    [
        "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory",
    ];

    public static void Check(FieldChecker check, JsonObject container)
    {
        foreach (var variable in check.Each(container, "env"))
        {
            if (check.Need(variable, "name"))
            {
                CheckName(check, variable, "name");
            }

            if (variable.Map("valueFrom") is { } source)
            {
                CheckSource(check, variable, source);
            }
        }

        if (container.List("envFrom") is not null)
        {
            CheckImports(check, container);
        }
    }

    private static void CheckImports(FieldChecker check, JsonObject container)
    {
        foreach (var import in check.Each(container, "envFrom"))
        {
            if (import.Text("prefix").Length > 0)
            {
                CheckName(check, import, "prefix");
            }

            foreach (var field in (ReadOnlySpan<string>)["configMapRef", "secretRef"])
            {
                if (import.Map(field) is { } reference)
                {
                    using (check.In(field))
                    {
                        if (check.Need(reference, "name"))
                        {
                            check.Name(reference, "name", NameRule.Subdomain);
                        }
                    }
                }
            }
        }

        // What is wrong with an entry as a whole is told of the list, as upstream does.
        foreach (var import in KindRules.Items(container, "envFrom"))
        {
            if (!import.ContainsKey("configMapRef") && !import.ContainsKey("secretRef"))
            {
                check.Invalid("envFrom", "", "must specify one of: `configMapRef` or `secretRef`");
            }
            else if (import.ContainsKey("configMapRef") && import.ContainsKey("secretRef"))
            {
                check.Invalid("envFrom", "", "may not have more than one field specified at a time");
            }
        }
    }

    private static void CheckName(FieldChecker check, JsonObject owner, string field)
    {
        var name = owner.Text(field);
        foreach (var c in name)
        {
            if (c is < ' ' or > '~' or '=')
            {
                check.Invalid(field, name, NameError);
                return;
            }
        }
    }

    private static void CheckSource(FieldChecker check, JsonObject variable, JsonObject source)
    {
        var count = 0;
        foreach (var kind in Sources)
        {
            if (source.Map(kind) is { } reference)
            {
                count++;
                using (check.In("valueFrom"))
                using (check.In(kind))
                {
                    CheckReference(check, kind, reference);
                }
            }
        }

        if (count == 0)
        {
            check.Invalid("valueFrom", "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        }
        else if (variable.Text("value").Length > 0)
        {
            check.Invalid("valueFrom", "", "may not be specified when `value` is not empty");
        }
        else if (count > 1)
        {
            check.Invalid("valueFrom", "", "may not have more than one field specified at a time");
        }
    }

    private static void CheckReference(FieldChecker check, string kind, JsonObject reference)
    {
        switch (kind)
        {
            case "fieldRef":
                CheckFieldPath(check, reference);
                break;
            case "resourceFieldRef":
                if (check.Need(reference, "resource") && !IsResourcePath(reference.Text("resource")))
                {
                    check.NotSupported("resource", reference.Text("resource"), ResourcePaths);
                }

                break;
            case "fileKeyRef":
                check.Need(reference, "key");
                check.Need(reference, "volumeName");
                check.Need(reference, "path");
                break;
            default:
                check.Name(reference, "name", NameRule.Subdomain);
                if (check.Need(reference, "key"))
                {
                    foreach (var error in KeySyntax.Errors(reference.Text("key")))
                    {
                        check.Invalid("key", reference.Text("key"), error);
                    }
                }

                break;
        }
    }

    private static bool IsResourcePath(string path) => Array.IndexOf(ResourcePaths, path) >= 0
        || path.StartsWith("requests.hugepages-", StringComparison.Ordinal) || path.StartsWith("limits.hugepages-", StringComparison.Ordinal);

    private static void CheckFieldPath(FieldChecker check, JsonObject reference)
    {
        check.Need(reference, "apiVersion");
        if (!check.Need(reference, "fieldPath"))
        {
            return;
        }

        var path = reference.Text("fieldPath");
        var isOfMap = path.EndsWith(']')
            && (path.StartsWith("metadata.labels['", StringComparison.Ordinal) || path.StartsWith("metadata.annotations['", StringComparison.Ordinal));
        if (!isOfMap && Array.IndexOf(FieldPaths, path) < 0)
        {
            if (Array.IndexOf(ConvertedPaths, path) >= 0)
            {
                check.NotSupported("fieldPath", path, FieldPaths);
            }
            else
            {
                check.Invalid("fieldPath", path, $"error converting fieldPath: field label not supported: {path}");
            }
        }
    }
}
