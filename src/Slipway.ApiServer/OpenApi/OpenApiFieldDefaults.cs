using System.Collections.Frozen;
using System.Text.Json;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.OpenApi;

/// <summary>
/// The defaults that OpenAPI v3 tells of fields: those of Go's types, by rule, but for the fields in <c>Facts/openapi.txt</c>.
/// </summary>
internal sealed class OpenApiFieldDefaults
{
    /// <summary>In place of a default: the field is a reference with nothing beside it.</summary>
    public const string Alone = "$";

    /// <summary>In place of a default: there is none.</summary>
    public const string None = "-";

    private static readonly Lazy<OpenApiFieldDefaults> Instance = new(() => new OpenApiFieldDefaults(KubernetesFacts.ReadOpenApi()));

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _odd;

    private OpenApiFieldDefaults(string table) => _odd = table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' '))
        .ToFrozenDictionary(
            words => words[0],
            words => words.Skip(1).Select(w => w.Split('=', 2)).ToFrozenDictionary(w => w[0], w => w[1]));

    public static OpenApiFieldDefaults Shared => Instance.Value;

    /// <summary>A field's default in JSON, or <see cref="Alone"/> or <see cref="None"/>.</summary>
    /// <param name="definition">The definition's name.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="field">The field's schema, as v2 has it.</param>
    /// <param name="isRequired">Whether the definition requires the field.</param>
    public string Of(string definition, string name, JsonElement field, bool isRequired)
    {
        if (_odd.TryGetValue(definition, out var fields) && fields.TryGetValue(name, out var told))
        {
            return told;
        }

        if (field.TryGetProperty("$ref", out var target))
        {
            return isRequired || target.GetString() is OpenApiSchemas.PrefixV2 + OpenApiSchemas.ObjectMeta
                or OpenApiSchemas.PrefixV2 + OpenApiSchemas.ListMeta ? "{}" : None;
        }

        return !isRequired || !field.TryGetProperty("type", out var type) ? None : type.GetString() switch
        {
            "string" => "\"\"",
            "integer" => "0",
            "boolean" => "false",
            _ => None,
        };
    }
}
