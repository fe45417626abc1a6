using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>Security contexts: users, groups, profiles.</summary>
internal static class SecurityChecks
{
    private const long MaxId = int.MaxValue;

    private static readonly string[] SeccompTypes = ["Localhost", "RuntimeDefault", "Unconfined"];
    private static readonly string[] GroupChanges = ["Always", "OnRootMismatch"];
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

            CheckSeccomp(check, context);
            check.OneOf(context, "fsGroupChangePolicy", GroupChanges);
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
            if (context["allowPrivilegeEscalation"] is { } escalation && !escalation.GetValue<bool>() && context.IsTrue("privileged"))
            {
                check.Invalid("", context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            }
        }
    }

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
                check.Invalid("localhostProfile", local, "can only be set when seccomp type is Localhost");
            }
        }
    }
}
