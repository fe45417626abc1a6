using System.Text.Json.Nodes;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>Reads whom a RoleBinding or ClusterRoleBinding gives its role.</summary>
internal static class BindingReader
{
    public static (string Kind, string Name) RoleOf(JsonObject binding)
    {
        var role = binding.Map("roleRef");
        return (role?.Text("kind") ?? "", role?.Text("name") ?? "");
    }

    /// <summary>The subjects, each with its name in reasons; a subject that cannot be anybody is left out.</summary>
    public static IEnumerable<(SubjectKey Key, string Description)> SubjectsOf(JsonObject binding, string ns)
    {
        foreach (var subject in binding.List("subjects")?.OfType<JsonObject>() ?? [])
        {
            var (kind, name) = (subject.Text("kind"), subject.Text("name"));
            switch (kind)
            {
                case "User":
                    yield return (new SubjectKey(ns, SubjectKind.User, name), $"{kind} \"{name}\"");
                    break;
                case "Group":
                    yield return (new SubjectKey(ns, SubjectKind.Group, name), $"{kind} \"{name}\"");
                    break;
                case "ServiceAccount":
                    var home = subject.Text("namespace") is { Length: > 0 } given ? given : ns;
                    if (home.Length > 0)
                    {
                        yield return (
                            new SubjectKey(ns, SubjectKind.User, ServiceAccountNames.UserOf(home, name)), $"{kind} \"{name}/{home}\"");
                    }

                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The binding as reasons name it.</summary>
    public static string Describe(StoreKey key) =>
        key.Namespace.Length == 0 ? $"ClusterRoleBinding \"{key.Name}\"" : $"RoleBinding \"{key.Name}/{key.Namespace}\"";
}
