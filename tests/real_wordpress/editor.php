<?php
/**
 * What an editor does, without a browser: JSON orders on standard input, one result each on
 * standard output. `php editor.php ROOT` in the site that lies in ROOT.
 */

$root  = rtrim( $argv[1], '/' );
$given = json_decode( stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR );
$_SERVER['HTTP_HOST']      = $given['host'];
$_SERVER['REQUEST_METHOD'] = 'GET';
if ( $given['install'] ) {
	define( 'WP_INSTALLING', true );
	function wp_new_blog_notification() {} // it would write a letter
}
require $root . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
kses_remove_filters(); // an editor's markup is kept as it is

function sound( $result ) {
	if ( is_wp_error( $result ) ) {
		throw new RuntimeException( $result->get_error_message() );
	}
	return $result;
}

function term_id( $name, $slug, $taxonomy ) {
	$found = get_term_by( 'slug', $slug, $taxonomy );
	return $found ? $found->term_id
		: sound( wp_insert_term( $name, $taxonomy, array( 'slug' => $slug ) ) )['term_id'];
}

$orders = array(
	'install'  => fn( $o ) => wp_install( $o['title'], 'desk', 'desk@example.org', true, '', 'no secret', $o['locale'] ),
	'option'   => fn( $o ) => update_option( $o['name'], $o['value'] ),
	'theme'    => fn( $o ) => switch_theme( $o['name'] ),
	'links'    => function ( $o ) {
		global $wp_rewrite;
		$wp_rewrite->set_permalink_structure( $o['structure'] );
		flush_rewrite_rules( false );
	},
	'author'   => function ( $o ) {
		$found = get_user_by( 'login', $o['login'] );
		$user  = array( 'user_login' => $o['login'], 'display_name' => $o['name'],
			'user_pass' => 'no secret', 'user_email' => $o['login'] . '@example.org', 'role' => 'author' );
		return sound( $found ? wp_update_user( array( 'ID' => $found->ID, 'display_name' => $o['name'] ) )
			: wp_insert_user( $user ) );
	},
	'post'     => function ( $o ) {
		$fields = array_intersect_key( $o, array_flip( array( 'post_title', 'post_content', 'post_date',
			'post_status', 'post_type', 'post_author', 'post_password', 'post_name' ) ) );
		$id     = sound( wp_insert_post( wp_slash( $fields ), true ) );
		if ( isset( $o['sections'] ) ) {
			$ids = array_map( fn( $one ) => term_id( $one[0], $one[1], 'category' ), $o['sections'] );
			wp_set_post_categories( $id, $ids );
		}
		wp_set_post_tags( $id, $o['tags'] ?? array() );
		if ( $o['sticky'] ?? false ) {
			stick_post( $id );
		}
		if ( $o['format'] ?? false ) {
			set_post_format( $id, $o['format'] );
		}
		if ( $o['image'] ?? false ) {
			set_post_thumbnail( $id, $o['image'] );
		}
		if ( $o['keeps_address'] ?? false ) {
			update_post_meta( $id, '_kept_path', wp_make_link_relative( get_permalink( $id ) ) );
		}
		return $id;
	},
	'image'    => function ( $o ) {
		$made = wp_upload_bits( $o['name'], null, base64_decode( $o['bytes'] ) );
		return sound( wp_insert_attachment( array( 'post_title' => $o['title'], 'post_mime_type' => 'image/gif',
			'post_excerpt' => $o['title'], 'guid' => $made['url'] ), $made['file'], 0, true ) );
	},
	'comment'  => fn( $o ) => wp_insert_comment( wp_slash( array( 'comment_post_ID' => $o['post'],
		'comment_author' => $o['name'], 'comment_content' => $o['text'], 'comment_approved' => 1 ) ) ),
	'change'   => fn( $o ) => sound( wp_update_post( wp_slash( $o['fields'] ), true ) ),
	'file'     => fn( $o ) => wp_set_post_categories( $o['post'], array( term_id( $o['section'][0], $o['section'][1], 'category' ) ) ),
	'delete'   => fn( $o ) => (bool) wp_delete_post( $o['post'], $o['for_good'] ),
	'look'     => fn( $o ) => ( $post = get_post( $o['post'] ) )
		? array( 'url' => get_permalink( $post ), 'at' => $post->post_date_gmt ) : null,
);

$results = array();
foreach ( $given['orders'] as $order ) {
	$results[] = $orders[ $order['do'] ]( $order );
}
fwrite( STDOUT, "\n" . json_encode( $results, JSON_THROW_ON_ERROR ) );
