using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Storage;

/// <summary>What several kinds of storage have in common.</summary>
internal static class StorageChecks
{
    private const int MaxParameters = 512;
    private const int MaxParameterBytes = 256 * 1024;
    private const int MaxDriverName = 63;

    /// <summary>A provisioner's name, in which capitals count for nothing.</summary>
    public static void Provisioner(this FieldChecker check, JsonObject owner, string field)
    {
        if (check.Need(owner, field))
        {
            check.LabelKey(field, owner.Text(field).ToLowerInvariant());
        }
    }

    /// <summary>The name of a CSI driver.</summary>
    public static void DriverName(this FieldChecker check, JsonObject owner, string field)
    {
        if (!check.Need(owner, field))
        {
            return;
        }

        var name = owner.Text(field);
        if (name.Length > MaxDriverName)
        {
            check.TooLong(field, MaxDriverName);
        }

        foreach (var error in NameSyntax.Errors(name, NameRule.Subdomain))
        {
            check.Invalid(field, name, error);
        }
    }

    /// <summary>Parameters for a provisioner, which nobody but it understands.</summary>
    public static void Parameters(this FieldChecker check, JsonObject owner, bool mayBeEmpty)
    {
        var parameters = owner.Map("parameters") ?? [];
        if (parameters.Count > MaxParameters)
        {
            check.TooLong("parameters", MaxParameters);
            return;
        }

        long size = 0;
        foreach (var (key, value) in parameters)
        {
            if (key.Length == 0)
            {
                check.Invalid("parameters", key, "field can not be empty.");
            }

            size += key.Length + (value?.GetValue<string>().Length ?? 0);
        }

        if (size > MaxParameterBytes)
        {
            check.TooLong("parameters", MaxParameterBytes);
        }

        if (!mayBeEmpty && parameters.Count == 0)
        {
            check.Required("parameters", "must contain at least one key/value pair");
        }
    }
}
