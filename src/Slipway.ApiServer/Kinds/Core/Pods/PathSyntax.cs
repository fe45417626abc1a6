using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>Paths of files within volumes.</summary>
internal static class PathSyntax
{
    /// <summary>Refuses a path that is absolute or leads upwards; an absent one is fine.</summary>
    public static void CheckDescending(FieldChecker check, JsonObject owner, string field)
    {
        var path = owner.Text(field);
        if (path.StartsWith('/'))
        {
            check.Invalid(field, path, "must be a relative path");
        }

        CheckNoBacksteps(check, owner, field);
    }

    /// <summary>As <see cref="CheckDescending"/>, and refuses what begins like a step upwards.</summary>
    public static void CheckNotReserved(FieldChecker check, JsonObject owner, string field)
    {
        CheckDescending(check, owner, field);
        var path = owner.Text(field);
        if (path.StartsWith("..", StringComparison.Ordinal) && !path.StartsWith("../", StringComparison.Ordinal))
        {
            check.Invalid(field, path, "must not start with '..'");
        }
    }

    /// <summary>Refuses a path with a step upwards.</summary>
    public static void CheckNoBacksteps(FieldChecker check, JsonObject owner, string field)
    {
        var path = owner.Text(field);
        if (path.Contains("..", StringComparison.Ordinal) && path.Split('/').Contains(".."))
        {
            check.Invalid(field, path, "must not contain '..'");
        }
    }
}
