namespace Slipway.ApiServer.Protobuf;

/// <summary>What a field's bytes are, and how JSON writes them.</summary>
internal enum ProtobufForm
{
    /// <summary>A message, in JSON an object.</summary>
    Message,

    /// <summary>A string.</summary>
    Text,

    /// <summary>Bytes, in JSON Base64.</summary>
    Bytes,

    /// <summary>A varint.</summary>
    Integer,

    /// <summary>A varint, in JSON true or false.</summary>
    Boolean,

    /// <summary>Eight bytes.</summary>
    Double,

    /// <summary>A message of seconds, in JSON RFC 3339.</summary>
    Time,

    /// <summary>A message of seconds and nanoseconds, in JSON RFC 3339 with microseconds.</summary>
    MicroTime,

    /// <summary>A message that wraps a string, in JSON that string.</summary>
    Quantity,

    /// <summary>A message that says which of a number and a string it holds, in JSON that one.</summary>
    IntOrString,

    /// <summary>A message that wraps JSON, which stands there as it is.</summary>
    Raw,

    /// <summary>A message that wraps a list of strings, in JSON that list.</summary>
    Strings,

    /// <summary>A message that holds a schema or a boolean, in JSON that one.</summary>
    SchemaOrBool,

    /// <summary>A message that holds a schema or a list of them, in JSON that one.</summary>
    SchemaOrArray,

    /// <summary>A message that holds a schema or a list of strings, in JSON that one.</summary>
    SchemaOrStringArray,
}
