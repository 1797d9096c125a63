<?php
/** PHP's own server in front of WordPress: files as they are, all else to index.php. */

$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ?: '/' );
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if ( is_file( $file ) && ! str_ends_with( $file, '.php' ) ) {
	return false;
}
$script = is_file( $file ) ? $path : '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $script;
require $_SERVER['DOCUMENT_ROOT'] . $script;
