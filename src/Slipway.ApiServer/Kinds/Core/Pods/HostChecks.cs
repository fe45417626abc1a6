using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>What a pod shares with its machine, what it is called there, and what it runs on.</summary>
internal static class HostChecks
{
    private const string WithoutUsers = "when `hostUsers` is false";

    private static readonly string[] Systems = ["linux", "windows"];

    /// <summary>Checks a specification; the walk stands in it.</summary>
    public static void Check(FieldChecker check, JsonObject spec)
    {
        if (spec.IsTrue("shareProcessNamespace") && spec.IsTrue("hostPID"))
        {
            check.Invalid("securityContext.shareProcessNamespace", true, "ShareProcessNamespace and HostPID cannot both be enabled");
        }

        if (spec["hostUsers"] is not null && !spec.IsTrue("hostUsers"))
        {
            foreach (var (field, told) in (ReadOnlySpan<(string, string)>)[("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")])
            {
                if (spec.IsTrue(field))
                {
                    check.Forbidden(told, WithoutUsers);
                }
            }
        }

        CheckName(check, spec);
        if (spec.Map("os") is { } os && Array.IndexOf(Systems, os.Text("name")) < 0)
        {
            if (os.Text("name").Length == 0)
            {
                check.Required("os.name", "cannot be empty");
            }
            else
            {
                check.NotSupported("os", os["name"], Systems);
            }
        }
    }

    /// <summary>Checks what may not be there in a new pod.</summary>
    public static void CheckNew(FieldChecker check, JsonObject spec)
    {
        if (spec.List("ephemeralContainers") is { Count: > 0 })
        {
            check.Forbidden("ephemeralContainers", "cannot be set on create");
        }

        if (spec.Text("nodeName").Length > 0 && spec.List("schedulingGates") is { Count: > 0 })
        {
            check.Forbidden("nodeName", "cannot be set until all schedulingGates have been cleared");
        }
    }

    private static void CheckName(FieldChecker check, JsonObject spec)
    {
        const int MaxLength = 64;
        if (spec["hostnameOverride"] is null)
        {
            return;
        }

        foreach (var field in (ReadOnlySpan<string>)["setHostnameAsFQDN", "hostNetwork"])
        {
            if (spec.IsTrue(field))
            {
                check.Forbidden("hostnameOverride", $"may not be specified when {field} is true");
            }
        }

        var name = spec.Text("hostnameOverride");
        if (name.Length > MaxLength)
        {
            check.TooLong("hostnameOverride", MaxLength);
        }

        check.AddAll(NameSyntax.Errors(name, NameRule.Subdomain).Select(e => FieldError.Invalid(check.PathOf("hostnameOverride"), name, e)));
    }
}
