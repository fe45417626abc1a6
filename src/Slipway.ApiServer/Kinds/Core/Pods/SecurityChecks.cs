using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>Security contexts: users, groups, profiles.</summary>
internal static partial class SecurityChecks
{
    private const long MaxId = int.MaxValue;
    private const int MaxSysctl = 253;
    private const string SysctlPattern = @"^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$";

    private static readonly string[] ContextFields =
    [
        "capabilities", "privileged", "seLinuxOptions", "windowsOptions", "runAsUser", "runAsGroup", "runAsNonRoot", "readOnlyRootFilesystem",
        "allowPrivilegeEscalation", "procMount", "seccompProfile", "appArmorProfile",
    ];

    private static readonly string[] SeccompTypes = ["Localhost", "RuntimeDefault", "Unconfined"];
    private static readonly string[] GroupChanges = ["Always", "OnRootMismatch"];
    private static readonly string[] GroupPolicies = ["Merge", "Strict"];
    private static readonly string[] ProcMounts = ["Default", "Unmasked"];

    public static void OfPod(FieldChecker check, JsonObject spec)
    {
        if (spec.Map("securityContext") is not { Count: > 0 } context)
        {
            return;
        }

        using (check.In("securityContext"))
        {
            check.Between(context, "fsGroup", 0, MaxId);
            check.Between(context, "runAsUser", 0, MaxId);
            check.Between(context, "runAsGroup", 0, MaxId);
            var groups = context.List("supplementalGroups");
            for (var i = 0; i < (groups?.Count ?? 0); i++)
            {
                if (groups![i] is JsonValue value && value.TryGetValue<long>(out var id) && id is < 0 or > MaxId)
                {
                    using (check.In("supplementalGroups", i))
                    {
                        check.Invalid("", groups[i], $"must be between 0 and {MaxId}, inclusive");
                    }
                }
            }

            CheckSysctls(check, context);
            check.OneOf(context, "fsGroupChangePolicy", GroupChanges);
            CheckSeccomp(check, context);
            CheckAppArmor(check, context);
            check.OneOf(context, "supplementalGroupsPolicy", GroupPolicies);
        }
    }

    public static void OfContainer(FieldChecker check, JsonObject container)
    {
        if (container.Map("securityContext") is not { Count: > 0 } context)
        {
            return;
        }

        using (check.In("securityContext"))
        {
            check.Between(context, "runAsUser", 0, MaxId);
            check.Between(context, "runAsGroup", 0, MaxId);
            check.OneOf(context, "procMount", ProcMounts);
            CheckSeccomp(check, context);
            CheckAppArmor(check, context);
            if (context["allowPrivilegeEscalation"] is { } escalation && !escalation.GetValue<bool>() && context.IsTrue("privileged"))
            {
                check.InvalidShown("", Shown(context), "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            }
        }
    }

    private static void CheckSysctls(FieldChecker check, JsonObject context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sysctl in check.Each(context, "sysctls"))
        {
            var name = sysctl.Text("name");
            if (name.Length == 0)
            {
                check.Required("name");
            }
            else if (name.Length > MaxSysctl || !SysctlName().IsMatch(name))
            {
                check.Invalid("name", name, $"must have at most {MaxSysctl} characters and match regex {SysctlPattern}");
            }
            else if (!seen.Add(name))
            {
                check.Duplicate("name", name);
            }
        }
    }

    private static void CheckAppArmor(FieldChecker check, JsonObject context)
    {
        const string Needed = "must be set when AppArmor type is Localhost";
        if (context.Map("appArmorProfile") is not { } profile)
        {
            return;
        }

        using (check.In("appArmorProfile"))
        {
            var (type, local) = (profile.Text("type"), profile.Text("localhostProfile"));
            if (type.Length == 0)
            {
                check.Required("type", "type is required when appArmorProfile is set");
            }
            else if (Array.IndexOf(SeccompTypes, type) < 0)
            {
                check.NotSupported("type", type, SeccompTypes);
            }
            else if (type != "Localhost" && profile["localhostProfile"] is not null)
            {
                check.Invalid("localhostProfile", local, "can only be set when AppArmor type is Localhost");
            }
            else if (type == "Localhost" && local.Trim() != local)
            {
                check.Invalid("localhostProfile", local, "must not be padded with whitespace");
            }
            else if (type == "Localhost" && local.Length == 0)
            {
                check.Required("localhostProfile", Needed);
            }
        }
    }

    // The whole structure in its own order, with the names of its fields in Go.
    private static string Shown(JsonObject context) => new JsonObject(ContextFields.Select(
        field => KeyValuePair.Create(field == "seLinuxOptions" ? "SELinuxOptions" : GoFields.NameOf(field), context[field]?.DeepClone()))).ToJsonString();

    private static void CheckSeccomp(FieldChecker check, JsonObject context)
    {
        if (context.Map("seccompProfile") is not { } profile)
        {
            return;
        }

        using (check.In("seccompProfile"))
        {
            var (type, local) = (profile.Text("type"), profile.Text("localhostProfile"));
            if (type.Length == 0)
            {
                check.Required("type", "type is required when seccompProfile is set");
            }
            else
            {
                check.OneOf(profile, "type", SeccompTypes);
            }

            if (type == "Localhost" && local.Length == 0)
            {
                check.Required("localhostProfile", "must be set when seccomp type is Localhost");
            }
            else if (type != "Localhost" && local.Length > 0)
            {
                check.InvalidShown("localhostProfile", GoFields.Of(profile, "type", "localhostProfile").ToJsonString(), "can only be set when seccomp type is Localhost");
            }
        }
    }

    [GeneratedRegex(@"^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SysctlName();
}
