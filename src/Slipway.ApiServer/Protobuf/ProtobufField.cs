using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.ApiServer.Protobuf;

/// <summary>A field of a message.</summary>
internal sealed class ProtobufField
{
    private readonly ProtobufCatalog _catalog;
    private readonly string _message;
    private ProtobufMessage? _resolved;

    private ProtobufField(ProtobufCatalog catalog, int number, string name, string message)
    {
        (_catalog, Number, _message) = (catalog, number, message);
        Name = Encoding.UTF8.GetBytes(name);
        Property = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    }

    public int Number { get; }

    /// <summary>The name in JSON; empty for an inline message.</summary>
    public ReadOnlyMemory<byte> Name { get; }

    /// <summary>The name as it is written.</summary>
    public JsonEncodedText Property { get; }

    public ProtobufForm Form { get; private init; }

    public ProtobufShape Shape { get; private init; }

    /// <summary>Whether false, zero and the empty text are values of their own, as of Go's pointers; else they mean absent.</summary>
    public bool KeepsZero { get; private init; }

    /// <summary>The message of the field or, of the schema forms, the schema.</summary>
    public ProtobufMessage Message => _resolved ??= _catalog.Get(_message);

    /// <summary>Reads a field's entry in the table, such as <c>11labels:%</c>.</summary>
    /// <param name="catalog">Where the messages are that fields name.</param>
    /// <param name="package">The package of the message that the field is of.</param>
    /// <param name="entry">The entry.</param>
    public static ProtobufField Parse(ProtobufCatalog catalog, string package, string entry)
    {
        var digits = entry.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var (name, type) = entry.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? (entry[digits..colon], entry[(colon + 1)..])
            : (entry[digits..], "");
        var shape = name.Length == 0 ? ProtobufShape.Inline : type switch
        {
            ['*', ..] => ProtobufShape.List,
            ['%', ..] => ProtobufShape.Map,
            _ => ProtobufShape.Single,
        };
        var bare = type.Trim('*', '%', '!');
        var form = FormOf(bare);
        var message = form != ProtobufForm.Message ? $"{package}.JSONSchemaProps"
            : bare.Contains('.', StringComparison.Ordinal) ? bare
            : $"{package}.{bare}";
        return new ProtobufField(catalog, int.Parse(entry.AsSpan(0, digits), CultureInfo.InvariantCulture), name, message)
        {
            Form = form,
            Shape = shape,
            KeepsZero = type.EndsWith('!'),
        };
    }

    private static ProtobufForm FormOf(string type) => type switch
    {
        "" => ProtobufForm.Text,
        "bytes" => ProtobufForm.Bytes,
        "int" => ProtobufForm.Integer,
        "bool" => ProtobufForm.Boolean,
        "double" => ProtobufForm.Double,
        "Time" => ProtobufForm.Time,
        "MicroTime" => ProtobufForm.MicroTime,
        "Quantity" => ProtobufForm.Quantity,
        "IntOrString" => ProtobufForm.IntOrString,
        "Raw" => ProtobufForm.Raw,
        "Strings" => ProtobufForm.Strings,
        "SchemaOrBool" => ProtobufForm.SchemaOrBool,
        "SchemaOrArray" => ProtobufForm.SchemaOrArray,
        "SchemaOrStringArray" => ProtobufForm.SchemaOrStringArray,
        _ => ProtobufForm.Message,
    };
}
